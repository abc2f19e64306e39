import type { ContainerFiles } from './container-files.js';

/** Whom a container's program runs as. */
export interface ContainerUser {
  readonly id: number;
  readonly groups: readonly number[];
}

const LARGEST_LIST = 256 * 1024;

/**
 * The user a container is configured to run as, `name`, `name:group`, `id` or `id:group`, looked up in its own lists.
 * Undefined when they do not know it, which is another reason for not starting.
 */
export async function containerUser(files: ContainerFiles, configured: string): Promise<ContainerUser | undefined> {
  const [user = '', group] = configured.split(':');
  if (user === '') return { id: 0, groups: [0] };
  const known = entries(await files.text('/etc/passwd', LARGEST_LIST)).find(
    ([name, , id]) => name === user || id === user,
  );
  const id = numberIn(user) ?? numberIn(known?.[2]);
  if (id === undefined) return undefined;
  const groups = entries(await files.text('/etc/group', LARGEST_LIST));
  if (group !== undefined) {
    const chosen = numberIn(group) ?? numberIn(groups.find(([name]) => name === group)?.[2]);
    return chosen === undefined ? undefined : { id, groups: [chosen] };
  }
  const joined = groups.filter(([, , , members = '']) => known !== undefined && members.split(',').includes(known[0]!));
  return { id, groups: [numberIn(known?.[3]) ?? 0, ...joined.flatMap(([, , number]) => numberIn(number) ?? [])] };
}

function entries(list: string): string[][] {
  return list.split('\n').map((line) => line.trim().split(':'));
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
