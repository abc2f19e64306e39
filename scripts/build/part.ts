/** A file of dist, and whose licences it comes under. */
export interface Part {
  readonly name: string;
  readonly code: string;
}

/** What a door is made of. */
export interface Door {
  readonly parts: readonly Part[];
  /** The licences of the packages in them, as `licensesOf` writes them. */
  readonly licenses: string;
}
