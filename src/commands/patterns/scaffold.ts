/**
 * The file `patterns new` starts with. It works as it stands: `patterns test` passes, so every change can be checked
 * against something that did. Its comments say how to word each part.
 */
export function scaffold(id: string): string {
  return `# ${id}: replace every part below with your own. Check it with: whydunit patterns test

# What happened, not what to do; at most 72 characters. Put a captured name in where it helps.
title: No licence was free on {server|the licence server}
# P0 would not start, stay up or keep data · P1 the change is broken · P2 the environment or a flake · P3 worth a line
severity: P2
# code | test | dependency | configuration | environment | infrastructure | flaky
cause: environment
# draft never closes the gate. Make it documented once you trust it.
status: draft

when:
  # Every expression in 'all' must hit a line of the failure, one of 'any' must, none of 'none' may.
  # RE2 syntax: no look-around, no back references. Name what you want to show: (?<name>…).
  # Quote the tool's own words, long enough that nothing else says them.
  all:
    - 'licence checkout failed on (?<server>[a-z0-9.-]+)'
  none:
    - 'retrying'
  # Where it may look, if you know: tools: [pytest], kinds: [test], codes: [E0308]

# Consequences that are no news once this is known, e.g. explains: [docker/run-step]
explains: []

# Why, in one or two sentences for somebody who is tired: name things, leave out "may" and "please".
root_cause: |
  All licences of {server|the licence server} were taken when the job asked for one, so the tool ended before it did any work.

# What to do now, the likeliest first. A command a reader can paste says more than a sentence.
fix:
  - text: See who holds the licences, then run the job again.
    run: licence-tool status --server {server|SERVER}

# A command that shows the fix worked.
verify:
  - licence-tool checkout --dry-run

# What keeps it from coming back.
prevention:
  - Limit how many jobs use the licence at once, with a concurrency group in the workflow.

see: []

# At most ten lines each, as the tool printed them. whydunit patterns test holds the pattern to them, in both directions.
examples:
  match:
    - log: |
        licence checkout failed on lic1.example.com: all 5 seats in use
      captures: {server: lic1.example.com}
  no_match:
    - because: the tool tries again by itself
      log: |
        licence checkout failed on lic1.example.com, retrying in 30 s
`;
}
