package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.util.HexFormat;
import java.util.List;

/**
 * A server's folder: {@code rsa.key.pem}, {@code rsa.pub.pem}, {@code gate.key}, {@code
 * clients.csv}.
 */
public record ServerFolder(Path directory) {
  /** Where the public key is, which clients are given. */
  public Path publicKey() {
    return directory.resolve("rsa.pub.pem");
  }

  /** Where the table is. */
  public Path table() {
    return directory.resolve("clients.csv");
  }

  /**
   * The server's keys.
   *
   * @throws IdentityFileException if a file is missing, open to others, or not what it should be
   */
  public ServerKeys readKeys(SecretFiles.Modes modes) {
    if (!Files.isDirectory(directory)) {
      throw new IdentityFileException(
          "no folder "
              + directory
              + "; it must hold rsa.key.pem, rsa.pub.pem, gate.key, clients.csv");
    }
    RSAPrivateKey key = KeyFiles.readPrivate(directory.resolve("rsa.key.pem"), modes);
    ServerPublicKey open = KeyFiles.readPublic(publicKey());
    try {
      return new ServerKeys(key, open, readGate(modes));
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * The server's table.
   *
   * @throws IdentityFileException if the file is missing, open to others, or not a table
   */
  public ClientTable readTable(SecretFiles.Modes modes) {
    try {
      return InMemoryClientTable.of(ClientFile.readTable(table(), modes));
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(table() + ": " + e.getMessage(), e);
    }
  }

  /** Writes keys and table into the folder, which is made if need be. */
  public void write(ServerKeys keys, List<ClientCredentials> clients) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IdentityFileException("cannot make folder " + directory + ": " + e, e);
    }
    SecretFiles.write(directory.resolve("rsa.key.pem"), KeyFiles.privatePem(keys.rsaPrivate()));
    SecretFiles.write(publicKey(), KeyFiles.publicPem(keys.rsaPublic()));
    SecretFiles.write(directory.resolve("gate.key"), HexFormat.of().formatHex(keys.gate()) + "\n");
    ClientFile.writeTable(table(), clients);
  }

  private byte[] readGate(SecretFiles.Modes modes) {
    Path file = directory.resolve("gate.key");
    try {
      byte[] gate = HexFormat.of().parseHex(SecretFiles.read(file, "gate key", modes).strip());
      if (gate.length != ServerKeys.GATE_BYTES) {
        throw new IllegalArgumentException("found " + 2 * gate.length + " hex digits");
      }
      return gate;
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(file + ": expected 64 hex digits", e);
    }
  }
}
