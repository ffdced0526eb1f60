export function buildFunctionRuntime(outdir?: string): Promise<string>;
export function buildLocalCloud(): Promise<void>;
