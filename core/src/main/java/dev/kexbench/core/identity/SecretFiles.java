package dev.kexbench.core.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes files that only their owner may read. */
public final class SecretFiles {
  /** The environment variable that may contain a private key's passphrase. */
  public static final String PASSPHRASE_VARIABLE = "KEXBENCH_PASSPHRASE";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Whether this file system has POSIX permissions. */
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Whether a secret file that others can read is refused. */
  public enum Modes {
    CHECKED,
    INSECURE
  }

  private SecretFiles() {}

  /**
   * The text of a secret file.
   *
   * @throws IdentityFileException if it is missing, cannot be read, or is readable by others
   */
  static String read(Path file, String what, Modes modes) {
    SmallFile.requireRegular(file, what);
    return reading(file, what, modes, Files::readString);
  }

  /** As {@link #read}, for a key: no more than {@value SmallFile#BYTES} bytes. */
  static String readKey(Path file, String what, Modes modes) {
    SmallFile.requireRegular(file, what);
    return reading(file, what, modes, each -> SmallFile.text(each, StandardCharsets.UTF_8));
  }

  /** As {@link #readBytes}, for a file that everyone may read. */
  static String readPublicKey(Path file, String what) {
    return readBytes(file, what, Modes.INSECURE);
  }

  /**
   * The bytes of a secret file of no more than {@value SmallFile#BYTES} bytes, one character each.
   *
   * @throws IdentityFileException if it is missing, cannot be read, or is readable by others
   */
  static String readBytes(Path file, String what, Modes modes) {
    SmallFile.requireRegular(file, what);
    return reading(file, what, modes, each -> SmallFile.text(each, StandardCharsets.ISO_8859_1));
  }

  /**
   * A reader over a secret file in UTF-8.
   *
   * @throws IdentityFileException if it is missing, cannot be read, or is readable by others
   */
  static BufferedReader open(Path file, String what, Modes modes) {
    return reading(file, what, modes, Files::newBufferedReader);
  }

  /** A way to read a file. */
  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  private static <T> T reading(Path file, String what, Modes modes, Reading<T> way) {
    try {
      refuseIfOthersCanRead(file, what, modes);
      return way.of(file);
    } catch (IOException e) {
      throw unreadable(file, what, e);
    }
  }

  /**
   * The text of a file that contains one password or passphrase, without its last line terminator.
   *
   * @param what the kind of content, for messages
   * @throws IdentityFileException if the file is missing, empty, cannot be read, or is readable by
   *     others
   */
  public static String readPassword(Path file, String what, Modes modes) {
    String text =
        reading(file, what, modes, each -> SmallFile.text(each, StandardCharsets.UTF_8))
            .replaceFirst("\\r?\\n\\z", "");
    if (text.isEmpty()) {
      throw new IdentityFileException("the " + what + " in " + file + " is empty; write one there");
    }
    return text;
  }

  /**
   * A private key's passphrase: from the file if one is given, else from the environment variable
   * {@value #PASSPHRASE_VARIABLE}; empty if there is neither.
   *
   * @return an array that the caller owns and wipes
   * @throws IdentityFileException as {@link #readPassword}
   */
  public static Optional<char[]> readPassphrase(
      Optional<Path> file, Map<String, String> environment, Modes modes) {
    return file.map(each -> readPassword(each, "passphrase", modes))
        .or(() -> Optional.ofNullable(environment.get(PASSPHRASE_VARIABLE)))
        .filter(each -> !each.isEmpty())
        .map(String::toCharArray);
  }

  /** The size of a client file in bytes. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, "client file", e);
    }
  }

  static IdentityFileException unreadable(Path file, String what, IOException e) {
    if (e instanceof CharacterCodingException) {
      return new IdentityFileException(what + " " + file + " " + encoding(file), e);
    }
    return e instanceof NoSuchFileException
        ? new IdentityFileException("no " + what + " at " + file + "; give the right path", e)
        : new IdentityFileException(
            "cannot read " + what + " " + file + " (" + reason(e) + "); check the file", e);
  }

  private static String encoding(Path file) {
    try {
      return Utf8Check.describe(file);
    } catch (IOException e) {
      return "is not UTF-8";
    }
  }

  /**
   * Writes a file with mode 0600: to a temporary file in the same folder, then moved into place
   * atomically.
   *
   * @throws IdentityFileException if it cannot be written
   */
  static void write(Path file, String text) {
    replace(file, text, ownerOnly());
  }

  /** Writes a file that everyone may read, in the same way. */
  static void writePublic(Path file, String text) {
    replace(file, text);
  }

  private static void replace(Path file, String text, FileAttribute<?>... attributes) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      try {
        Files.createFile(fresh, attributes);
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh); // the rest of a file that could not be written
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Writes a new file with mode 0600.
   *
   * @throws IdentityFileException if the file already exists or cannot be written
   */
  static void create(Path file, String text) {
    try {
      Path fresh =
          Files.createTempFile(folder(file), "." + file.getFileName(), ".new", ownerOnly());
      try {
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        publish(fresh, file, IfPresent.REFUSE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IdentityFileException(
          file + " exists and is not overwritten; move it away or name another file", e);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /** What {@link #publish} does if there is a file of that name. */
  public enum IfPresent {
    REFUSE,
    KEEP
  }

  /**
   * Gives a complete file its name, unless there is one of that name.
   *
   * @throws FileAlreadyExistsException if there is one, and that is refused
   */
  public static void publish(Path fresh, Path file, IfPresent present) throws IOException {
    try {
      link(fresh, file);
    } catch (FileAlreadyExistsException e) {
      if (present == IfPresent.REFUSE) {
        throw e;
      }
    }
  }

  private static void link(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, file);
    } catch (FileSystemException e) {
      if (e instanceof FileAlreadyExistsException || e instanceof NoSuchFileException) {
        throw e;
      }
      Files.move(fresh, file); // a file system without links
    }
  }

  static FileAttribute<?>[] ownerOnly() {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  static IdentityFileException unwritable(Path file, IOException e) {
    return new IdentityFileException(
        "cannot write " + file + " (" + reason(e) + "); check the folder", e);
  }

  private static void refuseIfOthersCanRead(Path file, String what, Modes modes)
      throws IOException {
    if (!POSIX || modes == Modes.INSECURE) {
      return;
    }
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(Files.getPosixFilePermissions(file));
    others.retainAll(
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE));
    if (!others.isEmpty()) {
      throw new IdentityFileException(
          String.format(
              "%s %s is open to others; run 'chmod 600 %s', or pass --insecure-files",
              what, file, file));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String given = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return given == null ? "input or output failed" : given;
  }
}
