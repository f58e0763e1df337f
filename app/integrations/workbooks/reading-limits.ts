/** Caps on what an uploaded file may make this process do; measured before and while unpacking. */
export type ReadingLimits = {
  /** Size of the file itself. */
  readonly fileBytes: number;
  /** Sum of the unpacked sizes of an archive; a roster of 50,000 rows has about 80 MB of XML. */
  readonly unpackedBytes: number;
  /** Entries of an archive. */
  readonly entries: number;
  /** Rows with content of one sheet. */
  readonly rows: number;
  /** Columns that may hold content. */
  readonly columns: number;
};

export const READING_LIMITS: ReadingLimits = {
  fileBytes: 20_000_000,
  unpackedBytes: 160_000_000,
  entries: 1_000,
  rows: 50_000,
  columns: 200,
};
