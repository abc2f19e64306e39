/** A time in front of a line: seconds, what follows them, the zone. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,8}))?(Z|[+-]\d\d:\d\d)(?= |$)/gm;

/** A log's times with the nine digits after the second that Docker always writes; Podman leaves out what is zero, or all. */
export function withWholeTimes(log: string): string {
  return log.replace(TIME, (_, seconds: string, digits: string | undefined, zone: string) => {
    return `${seconds}.${(digits ?? '').padEnd(9, '0')}${zone}`;
  });
}
