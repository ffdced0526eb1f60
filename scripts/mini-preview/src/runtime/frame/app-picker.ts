import { el } from '../ui/el.js';

interface HubStatus {
  envs?: unknown;
  environments?: unknown;
}

/** Switches between the apps that this local cloud serves; it asks the hub which environments there are. */
export function appPicker(): HTMLElement {
  const current = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
  const select = el('select', {}, el('option', { value: current }, current));
  select.addEventListener('change', () => {
    location.href = `/${select.value}/`;
  });
  void otherApps(current).then((others) => select.append(...others.map((name) => el('option', { value: name }, name))));
  return el('label', {}, el('span', {}, '产品'), select);
}

async function otherApps(current: string): Promise<string[]> {
  const response = await fetch('/__hub/status').catch(() => undefined);
  if (!response?.ok) return [];
  const names = namesIn((await response.json()) as HubStatus).filter((name) => name !== current);
  const served = await Promise.all(names.map(async (name) => (await fetch(`/${name}/index.html`)).ok));
  return names.filter((_, index) => served[index]);
}

function namesIn({ envs, environments }: HubStatus): string[] {
  const list = envs ?? environments;
  if (!Array.isArray(list)) return list && typeof list === 'object' ? Object.keys(list) : [];
  return list.map((entry: unknown) =>
    typeof entry === 'string'
      ? entry
      : String(
          (entry as { id?: string; name?: string; env?: string }).id ??
            (entry as { env?: string }).env ??
            (entry as { name?: string }).name,
        ),
  );
}
