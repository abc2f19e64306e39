import type { Parser } from '../../core/parse/parser.js';
import { compose } from './compose.js';
import { dockerBuildLegacy } from './docker-build-legacy.js';
import { dockerBuildPlain } from './docker-build-plain.js';
import { dockerCli } from './docker-cli.js';
import { dockerPs } from './docker-ps.js';
import { podman } from './podman.js';

// What others may use.
export { type BuildFile, COMPOSE_FILES, filesOfScript, joined } from './build-files.js';
export { shortCommand } from './docker-step.js';
export { type Dockerfile, dockerfileAdvice, dockerfileHabits, isOf } from './dockerfile-advice.js';

/** The formats of this family. */
export const parsers: readonly Parser[] = [compose, dockerBuildLegacy, dockerBuildPlain, dockerCli, dockerPs, podman];
