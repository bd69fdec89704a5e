/** A file within an archive; its name is whatever the archive says. */
export interface ArchiveMember {
  readonly name: string;
  /** Why its bytes cannot be had; null where they can. */
  readonly refusal: string | null;
  /** Its bytes, decompressed; what can be checked of them is checked at the end. */
  bytes(): AsyncGenerator<Buffer>;
}
