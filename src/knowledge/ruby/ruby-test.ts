import type { Failure, Location } from '../../core/domain/failure.js';
import type { Excerpt } from '../../core/parse/excerpt.js';

/** What a runner tells of a failed test. */
interface Told {
  readonly kind?: 'test' | 'collection';
  readonly name: string;
  readonly message: string;
  /** The class of what was raised. */
  readonly exception: string | undefined;
  readonly place: Location | undefined;
}

/** A failed test of one of Ruby's runners, as these lines show it. */
export function rubyFailure(
  excerpt: Excerpt,
  runner: 'minitest' | 'rspec' | 'test-unit',
  { kind = 'test', name, message, exception, place }: Told,
): Failure {
  return excerpt.failure({
    tool: 'ruby',
    kind,
    name,
    message,
    ...(exception && { code: exception }),
    ...(place && { location: place }),
    facts: { runner, ...(exception && { exception }) },
  });
}
