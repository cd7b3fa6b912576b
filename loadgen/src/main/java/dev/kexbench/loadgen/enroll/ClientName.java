package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.results.command.Parsed;
import java.text.Normalizer;

/** A client's name on a command line: NFC, 1 to 255 bytes of UTF-8. */
record ClientName(String text) {
  /** Refuses what no id can be made from. */
  ClientName {
    ClientId.ofName(text);
  }

  static ClientName parse(String text) {
    return new ClientName(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /** Whether a file can be called so: letters, digits and {@code ._@-}, the first no dot. */
  boolean fitsFile() {
    return text.matches("[\\p{L}\\p{N}_@-][\\p{L}\\p{M}\\p{N}._@-]*");
  }

  @Override
  public String toString() {
    return text;
  }

  /** Reads one for picocli. */
  static final class Converter extends Parsed<ClientName> {
    Converter() {
      super(ClientName::parse);
    }
  }
}
