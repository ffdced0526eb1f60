import { component, glassEasel } from 'glass-easel-miniprogram-adapter';
import { elementOf, type Node, pageOrigin } from '../node.js';
import { currentPage } from '../page/current.js';
import { mediaContext } from './media-context.js';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

type Result = Record<string, unknown> | null;
type Listener = (result: Result | Result[]) => void;

/** The object that a component's code knows as `this`. */
interface Caller {
  _$: InstanceType<typeof glassEasel.Component>;
}

/** `wx.createSelectorQuery`: questions about nodes of a page or component, answered together by `exec`. */
export class SelectorQuery {
  readonly #questions: { answer: () => Result | Result[]; listener: Listener | undefined }[] = [];
  #within: Caller | undefined;

  in(within: Caller): this {
    this.#within = within;
    return this;
  }

  select(selector: string): NodesRef {
    return this.#ref(() => this.#root()?.querySelector(selector) ?? null);
  }

  selectAll(selector: string): NodesRef {
    return this.#ref(() => this.#root()?.querySelectorAll(selector) ?? []);
  }

  selectViewport(): NodesRef {
    return this.#ref(() => currentPage()?.page ?? null);
  }

  exec(done?: (results: (Result | Result[])[]) => void): this {
    requestAnimationFrame(() => {
      const results = this.#questions.map(({ answer, listener }) => {
        const result = answer();
        listener?.(result);
        return result;
      });
      done?.(results);
    });
    return this;
  }

  #root() {
    const within = this.#within ?? (currentPage()?.instance as unknown as Caller | undefined);
    return within?._$.getShadowRoot();
  }

  #ref(find: () => Found): NodesRef {
    return new NodesRef(this, (fields, listener) => {
      const answer = () => {
        const found = find();
        return Array.isArray(found) ? found.map((node) => describe(node, fields)) : found && describe(found, fields);
      };
      this.#questions.push({ answer, listener });
    });
  }
}

type Found = Node | Node[] | HTMLElement | null;

/** The nodes that one selector stands for. */
export class NodesRef {
  constructor(
    readonly query: SelectorQuery,
    readonly ask: (fields: Fields, listener: Listener | undefined) => void,
  ) {}

  fields(fields: Fields, listener?: Listener): SelectorQuery {
    this.ask(fields, listener);
    return this.query;
  }

  boundingClientRect(listener?: Listener): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, listener);
  }

  scrollOffset(listener?: Listener): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, listener);
  }

  context(listener?: Listener): SelectorQuery {
    return this.fields({ context: true }, listener);
  }

  node(listener?: Listener): SelectorQuery {
    return this.fields({ node: true }, listener);
  }
}

function describe(target: Node | HTMLElement, fields: Fields): Record<string, unknown> {
  const node = target instanceof HTMLElement ? undefined : target;
  const element = target instanceof HTMLElement ? target : elementOf(target);
  const result: Record<string, unknown> = {};
  if (fields.id) result.id = node?.id ?? '';
  if (fields.dataset) result.dataset = node?.dataset ?? {};
  if (fields.mark) result.mark = node?.collectMarks() ?? {};
  if (!element) return result;
  if (fields.rect || fields.size) {
    const rect = element.getBoundingClientRect();
    const origin = pageOrigin(element);
    const left = rect.left - origin.left;
    const top = rect.top - origin.top;
    if (fields.rect) Object.assign(result, { left, top, right: left + rect.width, bottom: top + rect.height });
    if (fields.size) Object.assign(result, { width: rect.width, height: rect.height });
  }
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element;
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  for (const name of fields.computedStyle ?? []) result[name] = getComputedStyle(element)[name as 'color'];
  for (const name of fields.properties ?? []) result[name] = propertyOf(node, element, name);
  if (fields.context) result.context = mediaContext(element);
  if (fields.node) result.node = 'canvasNode' in element ? element.canvasNode : element;
  return result;
}

function propertyOf(
  node: Node | undefined,
  element: HTMLElement & { values?: Map<string, unknown> },
  name: string,
): unknown {
  if (node && glassEasel.Component.isComponent(node)) return (node.data as Record<string, unknown>)[name];
  const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return element.values?.get(attribute) ?? element.getAttribute(attribute);
}

/** Lets `this.createSelectorQuery()` of pages and components answer the same way. */
export function installSelectorQuery(): void {
  const prototype = component.ComponentCaller.prototype as unknown as {
    createSelectorQuery(this: Caller): SelectorQuery;
  };
  prototype.createSelectorQuery = function () {
    return new SelectorQuery().in(this);
  };
}
