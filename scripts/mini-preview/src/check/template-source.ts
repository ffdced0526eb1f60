import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
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
): {
  data: WechatMiniprogram.Component.Instance<D, P, M, B>['data'];
  methods: M;
  properties: WechatMiniprogram.Component.PropertyOptionToData<P>;
};
/** What every component takes. */
interface __Common {
  id: any;
  style: any;
  slot: any;
  hidden: any;
  animation: any;
}
`;

/** Undefined for a script whose definition is not a plain call, and for one without template. */
export function templateSource(source: Source, unit: Unit): TemplateSource | undefined {
  const script = readFileSync(unit.script, 'utf8');
  const wxml = source.fileOf(unit.id, '.wxml');
  if (!wxml || !DEFINITION.test(script)) return undefined;
  const group = new compiler.TmplGroup();
  group.addTmpl(unit.id, rewriteWxml(readFileSync(wxml, 'utf8')).code);
  const tags = tagTypes(source, unit);
  const environment = `const data = __unit.data; const methods = __unit.methods; const tags: { ${tags} [tag: string]: any } = 0 as any;`;
  const expressions = group.getTmplConvertedExpr(unit.id, environment);
  const properties = definesComponent(script) ? 'export type __Properties = typeof __unit.properties;\n' : '';
  const head = `${script.replace(DEFINITION, 'const __unit = __$1')}\n${properties}export function __template() {\n`;
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

/** The app's own components by tag, each with the properties that its script declares; any other tag takes anything. */
function tagTypes(source: Source, unit: Unit): string {
  return Object.entries(unit.using)
    .map(([tag, id]) => {
      const script = id.startsWith('miniprogram_npm/') ? undefined : source.fileOf(id, '.ts');
      const text = script && source.fileOf(id, '.wxml') ? readFileSync(script, 'utf8') : '';
      // Behaviours bring properties of their own, which this does not follow.
      if (!definesComponent(text) || /\bbehaviors\s*:/.test(text)) return '';
      const path = posix.relative(posix.dirname(unit.id), id);
      const classes = externalClasses(text).map((name) => `${JSON.stringify(name)}: any; `);
      return `${JSON.stringify(tag)}: import(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)}).__Properties & __Common & { ${classes.join('')}};`;
    })
    .join(' ');
}

const definesComponent = (script: string) => DEFINITION.exec(script)?.[1] === 'Component';

/** Names as the expressions write them: `my-class` is `myClass`. */
function externalClasses(script: string): string[] {
  const list = /externalClasses\s*:\s*\[([^\]]*)\]/.exec(script)?.[1] ?? '';
  return [...list.matchAll(/['"]([\w-]+)['"]/g)].map(([, name]) =>
    name!.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}
