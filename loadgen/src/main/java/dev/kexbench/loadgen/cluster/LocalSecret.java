package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.identity.SecretFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The secret of a user's own agents on one machine: a file that only this user can read, created by
 * the first process that needs it. It lies in {@code $XDG_RUNTIME_DIR/kexbench} if that variable
 * names a folder of this user (systemd's {@code /run/user/UID} serves if the variable is not set),
 * else in {@code $XDG_STATE_HOME/kexbench}, which is by default below {@code ~/.local/state}.
 */
final class LocalSecret {
  /** The name of the file. */
  static final String FILE = "cluster-secret";

  private static final String PROJECT = "kexbench";
  private static final int SECRET_BYTES = 32;
  private static final String UID = "unix:uid";
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Map<String, String> environment;
  private final Path home;
  private final Path runtimeFolders;

  /**
   * The secret of the user with these facts.
   *
   * @param home the user's home folder
   * @param runtimeFolders holds users' runtime folders by user id: {@code /run/user}
   */
  LocalSecret(Map<String, String> environment, Path home, Path runtimeFolders) {
    this.environment = environment;
    this.home = home;
    this.runtimeFolders = runtimeFolders;
  }

  /** The secret of this process's user. */
  static LocalSecret ofThisUser() {
    return new LocalSecret(
        System.getenv(), Path.of(System.getProperty("user.home")), Path.of("/run/user"));
  }

  /**
   * Reads it, after creating it if there is none.
   *
   * @throws IOException if it cannot be read or created, or if another user may have read or
   *     written it
   */
  ClusterSecret read(SecureRandom random) throws IOException {
    Path folder = Files.createDirectories(parent()).resolve(PROJECT);
    Path file = folder.resolve(FILE);
    Optional<Object> self = userId(Path.of("/proc/self"));
    if (self.isEmpty() || !belongsTo(self.get(), folder) || !belongsTo(self.get(), file)) {
      create(folder, file, random);
    }
    return secret(file);
  }

  /** Creates what is missing, and refuses what is not this user's alone. */
  private static void create(Path folder, Path file, SecureRandom random) throws IOException {
    create(folder);
    Path fresh = Files.createTempFile(folder, FILE, ".new", attributes(OWNER_ONLY));
    try {
      Object self = Files.getAttribute(fresh, UID);
      requireOwn(folder, self);
      byte[] bytes = new byte[SECRET_BYTES];
      random.nextBytes(bytes);
      Files.writeString(fresh, Base64.getEncoder().encodeToString(bytes) + "\n");
      // If another process has been faster, its secret counts.
      SecretFiles.publish(fresh, file, SecretFiles.IfPresent.KEEP);
      requireOwn(file, self);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static ClusterSecret secret(Path file) throws IOException {
    try {
      return ClusterSecret.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new IOException(file + " is damaged; remove it, and a new one is created", e);
    }
  }

  private static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, attributes(FOLDER));
    } catch (FileAlreadyExistsException e) {
      return; // whose it is, is checked next
    }
  }

  private static FileAttribute<?> attributes(Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  /** Refuses a file or folder that is not this user's alone, or that is a link. */
  private static void requireOwn(Path path, Object self) throws IOException {
    if (!belongsTo(self, path)) {
      throw new IOException(path + " is a link, or others can access it; remove it");
    }
  }

  /**
   * Whether there is such a file or folder, which is no link and which no other user can access.
   */
  private static boolean belongsTo(Object self, Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path)) {
      return false;
    }
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    open.removeAll(FOLDER);
    return open.isEmpty()
        && Objects.equals(Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS), self);
  }

  private Path parent() throws IOException {
    Path parent = runtimeFolder().orElseGet(this::stateFolder);
    if (!parent.isAbsolute()) {
      throw new IOException("there is no home folder");
    }
    return parent;
  }

  private Optional<Path> runtimeFolder() {
    String given = environment.get("XDG_RUNTIME_DIR");
    Optional<Path> folder = given == null ? byUserId() : Optional.of(Path.of(given));
    return folder.filter(Path::isAbsolute).filter(this::isOwn);
  }

  /** Where systemd creates it, if the user has none in the environment, as under cron. */
  private Optional<Path> byUserId() {
    return userId(Path.of("/proc/self")).map(id -> runtimeFolders.resolve(id.toString()));
  }

  private boolean isOwn(Path folder) {
    Optional<Object> self = userId(Path.of("/proc/self"));
    return Files.isDirectory(folder)
        && Files.isWritable(folder)
        && (self.isEmpty() || self.equals(userId(folder)));
  }

  private static Optional<Object> userId(Path of) {
    try {
      return Optional.of(Files.getAttribute(of, UID));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // no Linux, or no such folder
    }
  }

  private Path stateFolder() {
    String given = environment.get("XDG_STATE_HOME");
    Path folder = given == null ? null : Path.of(given);
    return folder != null && folder.isAbsolute() ? folder : home.resolve(".local/state");
  }
}
