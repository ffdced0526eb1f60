import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import compiler from 'glass-easel-template-compiler';
import { lineOf, type Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';
import { rewriteWxml } from './rewrite.js';
import { MISSING_TAG_NAMES, SYNTAX_TAG_NAMES, TAG_NAMES } from './tag-names.js';
import { wxsRequires, wxsToJavaScript } from './wxs.js';

interface CompilerMessage {
  isError: boolean;
  level: 'Note' | 'Warn' | 'Error' | 'Fatal';
  message: string;
  /** Counted from 0. */
  startLine: number;
}

/** All templates of an app, compiled together with what they import, include and require. */
export class Templates {
  readonly problems: Problem[] = [];
  /** Whether a `<picker>` is, or may be, of `mode="region"`. */
  picksRegions = false;
  readonly #group = new compiler.TmplGroup();
  readonly #templates = new Set<string>();
  readonly #scripts = new Set<string>();

  constructor(readonly source: Source) {
    this.#group.setExtraRuntimeScript('Q.A=wxsCalls.change;Q.C=wxsCalls.event;');
  }

  /** Adds the template of an id. `components` are the tags that its json declares; undefined for an imported file. */
  add(id: string, components?: ReadonlySet<string>): void {
    if (this.#templates.has(id)) return;
    this.#templates.add(id);
    const file = this.source.fileOf(id, '.wxml');
    if (!file) {
      this.problems.push({ file: `${this.source.pathOf(id)}.wxml`, message: 'does not exist' });
      return;
    }
    const { code, tags } = rewriteWxml(readFileSync(file, 'utf8'));
    this.picksRegions ||= /<wx-picker\s[^>]*mode=["'](region|\{\{)/.test(code);
    for (const tag of tags) {
      if (TAG_NAMES.has(tag.name) || SYNTAX_TAG_NAMES.has(tag.name) || components?.has(tag.name)) continue;
      if (id.startsWith('miniprogram_npm/')) continue;
      if (MISSING_TAG_NAMES.has(tag.name))
        this.#complain(file, tag.line, `<${tag.name}> is not supported by the preview`);
      else if (components) this.#complain(file, tag.line, `<${tag.name}> is neither built in nor in usingComponents`);
    }
    for (const message of this.#group.addTmpl(id, code) as CompilerMessage[]) {
      if (message.isError) this.#complain(file, message.startLine + 1, message.message);
    }
    for (const name of this.#group.getInlineScriptModuleNames(id) as string[]) {
      const script = this.#group.getInlineScript(id, name);
      this.#requireAll(id, script, file);
      this.#group.setInlineScript(id, name, wxsToJavaScript(script));
    }
    for (const imported of this.#group.getDirectDependencies(id) as string[]) this.add(imported);
    for (const script of this.#group.getScriptDependencies(id) as string[]) this.#addScript(script, file);
  }

  /** JavaScript that evaluates to the compiled templates by id; it takes `wxsCalls` from its surroundings. */
  toJavaScript(): string {
    return this.#group.getTmplGenObjectGroups();
  }

  /** The module that all templates stand on: their runtime, WXS, and `G`, the templates by id, which begins empty. */
  runtimeModule(wxsCallsFrom: string): string {
    const shared = (compiler.TmplGroup.getRuntimeVarList() as string).split(',');
    const scripts = this.#group.exportAllScripts() as string;
    return [
      `import { wxsCalls } from ${JSON.stringify(wxsCallsFrom)};`,
      'export const G = {}, R = {};',
      `${this.#group.exportGlobals()};`,
      // What loads scripts is among the globals of an app that has some, and of no other.
      scripts === '' ? 'var D;' : `${scripts};`,
      `export { ${[...shared, 'D'].join(', ')} };`,
    ].join('\n');
  }

  /** What puts one template into `G`, and the templates that it stands on. */
  moduleOf(id: string): { code: string; needs: string[] } {
    const code = `G[${JSON.stringify(id)}]=${this.#group.getTmplGenObject(id)};`;
    return { code, needs: this.#group.getDirectDependencies(id) as string[] };
  }

  /** Ids of the templates that were compiled. */
  get ids(): ReadonlySet<string> {
    return this.#templates;
  }

  /** Ids of the WXS files that the templates require. */
  get scriptIds(): ReadonlySet<string> {
    return this.#scripts;
  }

  #addScript(id: string, from: string): void {
    if (this.#scripts.has(id)) return;
    this.#scripts.add(id);
    const file = this.source.fileOf(id, '.wxs');
    if (!file) {
      const line = lineOf(readFileSync(from, 'utf8'), posix.basename(id));
      this.problems.push({ file: from, ...(line && { line }), message: `${id}.wxs does not exist` });
      return;
    }
    const text = readFileSync(file, 'utf8');
    this.#requireAll(id, text, file);
    this.#group.addScript(id, wxsToJavaScript(text));
  }

  #requireAll(id: string, script: string, file: string): void {
    for (const required of wxsRequires(script)) {
      this.#addScript(posix.join(posix.dirname(id), required.replace(/\.wxs$/, '')), file);
    }
  }

  #complain(file: string, line: number, message: string): void {
    this.problems.push({ file, line, message });
  }
}
