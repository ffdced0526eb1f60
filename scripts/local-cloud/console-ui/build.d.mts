export function buildConsole(outDir?: string): Promise<boolean>;
