import type { FunctionDefinition } from './definition.js';
import type { EventFunction } from './event-function.js';
import type { HttpFunction } from './http/http-function.js';
import { asVersion, knownVersions, LATEST, type PublishedRevision } from './versions.js';

export type Deployed = EventFunction | HttpFunction;

/** A function with all of its versions, each of which has instances of its own. */
export class VersionedFunction {
  readonly #versions: ReadonlyMap<string, Deployed>;

  /**
   * @param create makes what runs one version
   * @param old what was deployed before; versions that it has already go on running as they are
   */
  constructor(
    readonly env: string,
    readonly definition: FunctionDefinition,
    create: (definition: FunctionDefinition) => Deployed,
    old?: VersionedFunction,
  ) {
    const kept = (version: string) => {
      const frozen = definition.published?.[version];
      const before = old?.definition.published?.[version];
      return frozen && before && isSame(frozen, before) ? old?.at(version) : undefined;
    };
    const versions = [...knownVersions(definition)];
    this.#versions = new Map(
      versions.map((version) => [version, kept(version) ?? create(asVersion(definition, version))]),
    );
  }

  get deployedAt(): number {
    return this.at(LATEST).deployedAt;
  }

  get instances(): number {
    return this.all().reduce((sum, { instances }) => sum + instances, 0);
  }

  /** @param version one that the definition has */
  at(version: string): Deployed {
    return this.#versions.get(version)!;
  }

  all(): Deployed[] {
    return [...this.#versions.values()];
  }

  /** What waits for a version that is no more, or is another now, runs on what took its place, or on `$LATEST`. */
  retire(next?: VersionedFunction): void {
    const going = new Set(next?.all());
    for (const [version, deployed] of this.#versions) {
      if (!going.has(deployed)) handOver(deployed, next && (next.#versions.get(version) ?? next.at(LATEST)));
    }
  }

  close(): void {
    for (const deployed of this.all()) deployed.close();
  }
}

function isSame(a: PublishedRevision, b: PublishedRevision): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What waits cannot run on a function of the other type. */
function handOver(old: Deployed, fresh: Deployed | undefined): void {
  if (isHttp(old)) old.retire(fresh && isHttp(fresh) ? fresh : undefined);
  else old.retire(fresh && !isHttp(fresh) ? fresh : undefined);
}

export function isHttp(deployed: Deployed): deployed is HttpFunction {
  return deployed.definition.type === 'HTTP';
}
