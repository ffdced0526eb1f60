export function buildFunctionRuntime(outdir?: string): Promise<void>;
export function buildLocalCloud(): Promise<void>;
