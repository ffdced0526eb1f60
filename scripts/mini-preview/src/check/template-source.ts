import { readFileSync } from 'node:fs';
import compiler from 'glass-easel-template-compiler';
import type { Unit } from '../project/components.js';
import type { Source } from '../project/source.js';
import { rewriteWxml } from '../wxml/rewrite.js';

/** The call that defines a page or component, at the start of a line. */
const DEFINITION = /^(Page|Component)(?=[<(])/m;

/** A page's script with its template's expressions behind it, as TypeScript. */
export interface TemplateSource {
  text: string;
  /** The template's line (from 1) for a place in the text (from 0), if that is in the template's part. */
  lineAt(line: number, column: number): number | undefined;
}

/** How the definitions and the expressions meet; declared once beside the generated files. */
export const DECLARATIONS = `
declare function __Page<D extends WechatMiniprogram.Page.DataOption, C extends WechatMiniprogram.Page.CustomOption>(
  options: WechatMiniprogram.Page.Options<D, C>,
): { data: D; methods: C };
declare function __Component<
  D extends WechatMiniprogram.Component.DataOption,
  P extends WechatMiniprogram.Component.PropertyOption,
  M extends Partial<WechatMiniprogram.Component.MethodOption>,
  B extends WechatMiniprogram.Component.BehaviorOption,
>(
  options: WechatMiniprogram.Component.Options<D, P, M, B>,
): { data: WechatMiniprogram.Component.Instance<D, P, M, B>['data']; methods: M };
`;

/** Undefined for a script whose definition is not a plain call, and for one without template. */
export function templateSource(source: Source, unit: Unit): TemplateSource | undefined {
  const script = readFileSync(unit.script, 'utf8');
  const wxml = source.fileOf(unit.id, '.wxml');
  if (!wxml || !DEFINITION.test(script)) return undefined;
  const group = new compiler.TmplGroup();
  group.addTmpl(unit.id, rewriteWxml(readFileSync(wxml, 'utf8')).code);
  const environment = 'const data = __unit.data; const methods = __unit.methods; const tags: any = 0;';
  const expressions = group.getTmplConvertedExpr(unit.id, environment);
  const head = `${script.replace(DEFINITION, 'const __unit = __$1')}\nexport function __template() {\n`;
  const first = head.split('\n').length - 1;
  return {
    text: `${head}${expressions.code() ?? ''}\n}\n`,
    lineAt(line, column) {
      if (line < first) return undefined;
      const found = expressions.getSourceLocation(line - first, column, line - first, column + 1);
      return found ? found[0]! + 1 : undefined;
    },
  };
}
