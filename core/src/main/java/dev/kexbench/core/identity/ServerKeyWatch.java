package dev.kexbench.core.identity;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a server's keys again when one of their files has changed. For one thread. */
public final class ServerKeyWatch {
  private static final String WHAT = "key file";

  private final List<FileChange> files;
  private final Supplier<ServerKeys> reader;
  private ServerKeys inUse;

  /**
   * Whether a file has changed since the keys were read last. True at first: the files may have
   * been replaced after the keys were read and before they are watched.
   */
  private boolean isDue = true;

  /** Watches the files of keys that have just been read: the key pair and K_gate. */
  ServerKeyWatch(List<Path> files, ServerKeys read, Supplier<ServerKeys> reader) {
    this.files = files.stream().map(file -> new FileChange(file, WHAT)).toList();
    this.reader = reader;
    this.inUse = read;
  }

  /**
   * The keys, if another pair or another K_gate has replaced them and all files were then unchanged
   * between two calls, or were replaced before this watch began. So files that are replaced one
   * after the other, without a pause, are read together. Files that fail are tried again after
   * their next change.
   *
   * @throws IdentityFileException if a file is missing, readable by others, or has unexpected
   *     content, or both halves are not one pair: of two files that are replaced, one is the first
   */
  public Optional<ServerKeys> changed() {
    for (FileChange file : files) {
      isDue |= file.isSettled();
    }
    if (!isDue || files.stream().anyMatch(FileChange::isChanging)) {
      return Optional.empty();
    }
    isDue = false;
    ServerKeys read = reader.get();
    boolean same = isPairInUse(read) && MessageDigest.isEqual(read.gate(), inUse.gate());
    return same ? Optional.empty() : Optional.of(read);
  }

  /** Whether the server uses this key pair, perhaps with another K_gate. */
  public boolean isPairInUse(ServerKeys keys) {
    return MessageDigest.isEqual(keys.publicKey().fingerprint(), inUse.publicKey().fingerprint());
  }

  /** The server uses these keys from now on; until then, they count as new at each change. */
  public void inUse(ServerKeys keys) {
    inUse = keys;
  }
}
