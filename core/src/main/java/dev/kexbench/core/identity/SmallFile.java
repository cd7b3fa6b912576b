package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that contain a key or a password, and whatever else is in their place, safely. */
final class SmallFile {
  /** More than any key, passphrase or password has. */
  static final int BYTES = 65_536;

  private SmallFile() {}

  /**
   * The text of a file.
   *
   * @throws IOException if it is longer than {@value #BYTES} bytes, not text, or cannot be read
   */
  static String text(Path file, Charset charset) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(BYTES + 1);
      try {
        if (content.length > BYTES) {
          throw new IOException("longer than " + BYTES + " bytes");
        }
        return charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      } finally {
        Secrets.wipe(content);
      }
    }
  }

  /**
   * Checks that a file, if there is one, can be read to its end: a pipe would keep its reader
   * waiting, and a device may have no end.
   *
   * @throws IdentityFileException if it is not a regular file, nor a link to one
   */
  static void requireRegular(Path file, String what) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw SecretFiles.unreadable(file, what, new IOException("not a regular file"));
    }
  }
}
