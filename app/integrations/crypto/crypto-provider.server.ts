/**
 * What the product asks of cryptography. The default is AES-256-GCM; SM4 or a key service may stand behind the same interface.
 * A field context binds a ciphertext to its table, column and row: moved elsewhere it does not open.
 */
export type FieldContext = { readonly table: string; readonly column: string; readonly row: string };

/** A key for keyed digests (HMAC-SHA-256) of texts that leave the product and come back. */
export type SigningKey = {
  /** Names the key and gives nothing of it away; 32 bytes. */
  readonly id: Uint8Array;
  mac(text: string): Uint8Array;
};

export type CryptoProvider = {
  /** "v1.<iv>.<ciphertext>.<tag>", base64url. */
  encrypt(plain: string, context: FieldContext): string;
  /** Throws when the text was altered or belongs to another field. */
  decrypt(stored: string, context: FieldContext): string;
  /** Bytes as they may lie on a disk: a version, the iv, the ciphertext and its tag. */
  encryptBytes(plain: Uint8Array, context: FieldContext): Uint8Array;
  /** Throws when the bytes were altered or belong to another field. */
  decryptBytes(stored: Uint8Array, context: FieldContext): Uint8Array;
  /** The newest first: it signs; the others only check what they signed. Never empty. */
  readonly signingKeys: readonly [SigningKey, ...SigningKey[]];
  /** Keyed digest of a normalised value: equality without the value. */
  blindIndex(value: string, kind: "id-number" | "phone" | "wechat"): Uint8Array;
};
