import type { McpRequest } from '../../settings/requests.js';
import { serveAgent } from '../../world/mcp/server.js';
import type { Console } from '../console.js';
import { answersBy } from './answers.js';

/** `whydunit mcp`: answers an agent until it goes away. Returns the exit code. */
export async function runMcp(request: McpRequest, console: Console): Promise<number> {
  await serveAgent(answersBy(request, console.env));
  return 0;
}
