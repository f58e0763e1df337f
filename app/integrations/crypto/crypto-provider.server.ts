/**
 * What the product asks of cryptography. The default is AES-256-GCM; SM4 or a key service may stand behind the same interface.
 * A field context binds a ciphertext to its table, column and row: moved elsewhere it does not open.
 */
export type FieldContext = { readonly table: string; readonly column: string; readonly row: string };

export type CryptoProvider = {
  /** "v1.<iv>.<ciphertext>.<tag>", base64url. */
  encrypt(plain: string, context: FieldContext): string;
  /** Throws when the text was altered or belongs to another field. */
  decrypt(stored: string, context: FieldContext): string;
  /** Keyed digest of a normalised value: equality without the value. */
  blindIndex(value: string, kind: "id-number" | "phone"): Uint8Array;
};
