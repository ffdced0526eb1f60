/** What a build made. */
export interface BuildReport {
  app: string;
  outDir: string;
  /** Ids of the pages, first the one the app starts with. */
  pages: string[];
  /** How many components are in it, TDesign's included. */
  components: number;
  /** Bytes of every file, by path below `outDir`. */
  files: Record<string, number>;
  /** Bytes of every package of a WeChat build: `main`, and each sub-package by its root. Empty for web. */
  packages: Record<string, number>;
  milliseconds: number;
}
