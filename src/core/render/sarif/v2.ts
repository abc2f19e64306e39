import type { Severity } from '../../domain/pattern.js';

/** The part of SARIF 2.1.0 (OASIS, sarif-v2.1.0-os) that is written here. */
export interface Sarif {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  /** Workflow and job: what is uploaded for one job does not replace what another one found. */
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly SarifInvocation[];
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}

export interface SarifDriver {
  readonly name: string;
  readonly semanticVersion: string;
  readonly rules: readonly SarifRule[];
}

export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: SarifText;
  readonly fullDescription: SarifText;
  readonly help: SarifText & { readonly markdown?: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: { readonly tags: readonly string[] };
}

export interface SarifInvocation {
  /** Whether everything could be read, and what failed was found. */
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications: readonly { readonly level: SarifLevel; readonly message: SarifText }[];
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifText {
  readonly text: string;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifText;
  readonly locations: readonly SarifLocation[];
  /** The proving lines of the logs. */
  readonly relatedLocations?: readonly (SarifLocation & { readonly message: SarifText })[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: 'external' }[];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: '%SRCROOT%' };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
}

export const LEVEL: Readonly<Record<Severity, SarifLevel>> = { P0: 'error', P1: 'error', P2: 'warning', P3: 'note' };
