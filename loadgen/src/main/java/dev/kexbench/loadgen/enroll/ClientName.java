package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.results.command.Parsed;
import java.text.Normalizer;

/** A client's name on a command line: NFC, 1 to 255 bytes of UTF-8. */
record ClientName(String text) {
  /** Refuses a name that no id can be derived from. */
  ClientName {
    ClientId.ofName(text);
  }

  static ClientName parse(String text) {
    return new ClientName(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /** Whether it is a safe file name: letters, digits and {@code ._@-}, not starting with a dot. */
  boolean fitsFile() {
    return text.matches("[\\p{L}\\p{N}_@-][\\p{L}\\p{M}\\p{N}._@-]*");
  }

  @Override
  public String toString() {
    return text;
  }

  /** Converter for picocli. */
  static final class Converter extends Parsed<ClientName> {
    Converter() {
      super(ClientName::parse);
    }
  }
}
