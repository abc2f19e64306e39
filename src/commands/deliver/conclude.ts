import { setFailed } from '@actions/core';
import type { Report } from '../../core/domain/report.js';
import { gateReason } from '../../core/render/gate-reason.js';

/** The command's own exit code, or 1 when the gate is not open; the reason in one sentence. */
export function conclude(report: Report, exitCode: number): number {
  if (report.verdict.gate !== 'pass') setFailed(gateReason(report));
  else if (exitCode !== 0) setFailed(`The command ended with exit code ${exitCode}.`);
  return exitCode !== 0 ? exitCode : report.verdict.gate === 'pass' ? 0 : 1;
}
