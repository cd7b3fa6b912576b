package dev.kexbench.core.exchange;

/** The keys of a session: one per direction and purpose; no key serves two purposes. */
public enum SessionKey {
  CLIENT_TO_SERVER_ENCRYPTION("c2s enc", 32),
  CLIENT_TO_SERVER_IV("c2s iv", 12),
  CLIENT_TO_SERVER_MAC("c2s mac", 32),
  SERVER_TO_CLIENT_ENCRYPTION("s2c enc", 32),
  SERVER_TO_CLIENT_IV("s2c iv", 12),
  SERVER_TO_CLIENT_MAC("s2c mac", 32),
  EXPORTER("exporter", 32);

  private final String label;
  private final int bytes;

  SessionKey(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /** The label that separates this key from the others in the key schedule. */
  public String label() {
    return label;
  }

  /** The length in bytes. */
  public int bytes() {
    return bytes;
  }
}
