/** A TCP port somebody listens on. */
export interface Listener {
  readonly port: number;
  /** Only on the loopback interface. */
  readonly onlyLocal: boolean;
}

/** The state LISTEN. */
const LISTEN = '0A';
/** Docker's own name server, inside every container of a network of its own: 127.0.0.11. */
const DOCKER_DNS = '0B00007F';
const MOST_LINES = 20_000;

/**
 * The listening sockets in /proc/PID/net/tcp and tcp6. Fact: kernel.org/doc/Documentation/networking/proc_net_tcp.txt;
 * addresses are in hexadecimal, each four bytes in the machine's order.
 */
export function listeners(table: string): Listener[] {
  return table
    .split('\n', MOST_LINES)
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/ +/);
      const [address = '', port = ''] = local.split(':');
      if (state !== LISTEN || !/^[0-9A-F]{4}$/.test(port) || address === DOCKER_DNS) return [];
      return [{ port: Number.parseInt(port, 16), onlyLocal: isLoopback(address) }];
    });
}

/** 127.0.0.0/8, ::1, and 127.0.0.0/8 inside an IPv6 address, on a machine that stores the low byte first. */
function isLoopback(address: string): boolean {
  if (address.length === 8) return address.endsWith('7F');
  return address === '00000000000000000000000001000000' || /^0{16}FFFF0000[0-9A-F]{6}7F$/.test(address);
}
