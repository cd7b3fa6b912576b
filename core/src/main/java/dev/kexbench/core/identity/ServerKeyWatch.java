package dev.kexbench.core.identity;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a server's key pair again when one of its files has changed. For one thread. */
public final class ServerKeyWatch {
  private static final String WHAT = "key file";

  private final FileChange secret;
  private final FileChange publicKey;
  private final Supplier<ServerKeys> reader;
  private byte[] fingerprint;

  /** The files may have been replaced after the keys were read and before they are watched. */
  private boolean isFirst = true;

  /** Watches the files of keys that have just been read. */
  ServerKeyWatch(Path secret, Path publicKey, ServerKeys read, Supplier<ServerKeys> reader) {
    this.secret = new FileChange(secret, WHAT);
    this.publicKey = new FileChange(publicKey, WHAT);
    this.reader = reader;
    this.fingerprint = read.publicKey().fingerprint();
  }

  /**
   * The keys, if another pair has replaced them and its files were then unchanged between two
   * calls, or were replaced before this watch began. Files that fail are tried again after their
   * next change.
   *
   * @throws IdentityFileException if a file is missing, readable by others, or has unexpected
   *     content, or both are not one pair: of two files that are replaced, one is the first
   */
  public Optional<ServerKeys> changed() {
    boolean settled = secret.isSettled() | publicKey.isSettled(); // both, so both count as read
    boolean due = settled || isFirst;
    isFirst = false;
    if (!due) {
      return Optional.empty();
    }
    ServerKeys read = reader.get();
    boolean same = MessageDigest.isEqual(read.publicKey().fingerprint(), fingerprint);
    return same ? Optional.empty() : Optional.of(read);
  }

  /** The server uses these keys from now on; until then, they count as new at each change. */
  public void inUse(ServerKeys keys) {
    fingerprint = keys.publicKey().fingerprint();
  }
}
