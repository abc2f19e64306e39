import type { Proof } from '../../core/domain/proof.js';
import type { PatternText } from './pattern-set.js';
import { PROOFS } from './proofs.generated.js';

/**
 * What proves a pattern: from the user's file where it is the user's own, else as built in. Undefined for an id that is
 * neither.
 */
export async function proofOf(id: string, userFiles: readonly PatternText[]): Promise<Proof | undefined> {
  if (userFiles.length > 0) {
    const { userProof } = await import(/* webpackMode: "eager" */ './user-proof.js');
    const own = userProof(id, userFiles);
    if (own !== undefined) return own;
  }
  return (JSON.parse(PROOFS) as Record<string, Proof>)[id];
}
