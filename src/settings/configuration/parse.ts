import { RE2JS } from 're2js';
import { BadTemplate, templateOf } from '../../core/render/markdown/template.js';
import { BadExpression, checkExpression } from '../../knowledge/catalogue/clause.js';
import { YamlFile, type YamlKind } from '../../knowledge/catalogue/yaml-file.js';
import { type PinnedPack, pinnedPack } from '../../world/packs/address.js';
import { type Configuration, NO_CONFIGURATION } from './configuration.js';
import { type ConfigurationFile, configurationFile } from './schema.js';

const KIND: YamlKind = { error: 'broken-configuration', start: "Begin with a key, e.g. 'waivers:'" };

/**
 * Reads a repository's configuration; a file of comments is an empty one.
 * @param path shown in errors
 * @throws KnownError `broken-configuration` that names file, line, column and what to write instead
 */
export function parseConfiguration(path: string, text: string): Configuration {
  const file = new YamlFile(path, text, KIND);
  if (file.isEmpty) return NO_CONFIGURATION;
  const content = file.check(configurationFile);
  return {
    severity: Object.entries(content.severity ?? {}).map(([pattern, severity]) => ({
      pattern,
      severity,
      at: file.placeOf(['severity', pattern]),
    })),
    disable: (content.disable ?? []).map((pattern, index) => ({ pattern, at: file.placeOf(['disable', index]) })),
    patterns: content.patterns ?? [],
    packs: packsOf(content, file),
    thresholds: thresholdsOf(content, file),
    waivers: [...waiversOf(content, file), ...quarantineOf(content, file)],
    redact: expressionsOf(content, file),
    ...layoutOf(content, file),
  };
}

function packsOf({ packs }: ConfigurationFile, file: YamlFile): readonly PinnedPack[] {
  return (packs ?? []).map((text, index) => {
    const pack = pinnedPack(text);
    if (typeof pack === 'string') throw file.errorAt(['packs', index], `'${text.slice(0, 120)}' ${pack}`);
    return pack;
  });
}

function thresholdsOf({ thresholds }: ConfigurationFile, file: YamlFile): Configuration['thresholds'] {
  return Object.entries(thresholds ?? {}).flatMap(([pattern, facts]) =>
    Object.entries(facts).map(([fact, condition]) => ({
      pattern,
      fact,
      condition: String(condition),
      at: file.placeOf(['thresholds', pattern, fact]),
    })),
  );
}

function waiversOf({ waivers }: ConfigurationFile, file: YamlFile): Configuration['waivers'] {
  return (waivers ?? []).map(({ pattern, fingerprint = '', reason, owner, expires }, index) => ({
    covers: pattern === undefined ? { fingerprint } : { pattern },
    reason,
    owner,
    expires,
    at: file.placeOf(['waivers', index]),
  }));
}

/** A test in quarantine is waived by its name. */
function quarantineOf({ quarantine }: ConfigurationFile, file: YamlFile): Configuration['waivers'] {
  return (quarantine ?? []).map(({ test, ...rest }, index) => ({
    covers: { test },
    ...rest,
    at: file.placeOf(['quarantine', index]),
  }));
}

function layoutOf({ template }: ConfigurationFile, file: YamlFile): Pick<Configuration, 'template'> {
  if (typeof template !== 'string') return {};
  try {
    return { template: templateOf(template) };
  } catch (error) {
    if (error instanceof BadTemplate) throw file.errorAt(['template'], `The layout ${error.message}`);
    throw error;
  }
}

function expressionsOf({ redact }: ConfigurationFile, file: YamlFile): readonly string[] {
  for (const [index, expression] of (redact ?? []).entries()) {
    try {
      checkExpression(expression);
      if (RE2JS.compile(expression).matcher('').find())
        throw new BadExpression('it matches the empty text, so it would stand everywhere; say what has to be there');
    } catch (error) {
      if (error instanceof BadExpression)
        throw file.errorAt(['redact', index], `Expression '${expression.slice(0, 80)}': ${error.message}`);
      throw error;
    }
  }
  return redact ?? [];
}
