import type { Parser } from '../core/parse/parser.js';
import { parsers as ci } from './ci/index.js';
import { parsers as cloud } from './cloud/index.js';
import { parsers as container } from './container/index.js';
import { parsers as data } from './data/index.js';
import { dockerBuildRawjson } from './docker/docker-build-rawjson.js';
import { parsers as docker } from './docker/index.js';
import { parsers as dotnet } from './dotnet/index.js';
import { parsers as gherkin } from './gherkin/index.js';
import { parsers as git } from './git/index.js';
import { parsers as go } from './go/index.js';
import { parsers as jvm } from './jvm/index.js';
import { parsers as lint } from './lint/index.js';
import { parsers as metrics } from './metrics/index.js';
import { parsers as native } from './native/index.js';
import { parsers as net } from './net/index.js';
import { parsers as node } from './node/index.js';
import { parsers as php } from './php/index.js';
import { parsers as pytest } from './pytest/index.js';
import { parsers as python } from './python/index.js';
import { parsers as ruby } from './ruby/index.js';
import { parsers as rust } from './rust/index.js';
import { parsers as system } from './system/index.js';
import { parsers as tokio } from './tokio/index.js';
import { parsers as web } from './web/index.js';

/** Every format that may stand inside another one's output. Order does not matter: parsers do not see each other. */
const TEXT_PARSERS: readonly Parser[] = [
  ...system,
  ...ci,
  ...php,
  ...native,
  ...lint,
  ...cloud,
  ...gherkin,
  ...git,
  ...go,
  ...jvm,
  ...node,
  ...python,
  ...ruby,
  ...docker,
  ...dotnet,
  ...container,
  ...net,
  ...rust,
  ...data,
  ...pytest,
  ...metrics,
  ...tokio,
  ...web,
];

/** Every format we read. */
export const PARSERS: readonly Parser[] = [...TEXT_PARSERS, dockerBuildRawjson(TEXT_PARSERS)];
