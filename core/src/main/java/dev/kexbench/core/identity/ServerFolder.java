package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A server's folder: {@code rsa.key.pem} and {@code rsa.pub.pem}, the same for every other {@link
 * KeyKind}, {@code gate.key}, {@code clients.csv}. If clients have certificates, {@code
 * clients-ca.key.pem} and {@code clients-ca.cert.pem} too; a running server reads the second only.
 */
public record ServerFolder(Path directory) {
  /**
   * The length of a row without name and line terminator, in bytes: 32 and 64 digits and two
   * commas.
   */
  private static final int SHORTEST_ROW = 98;

  /** The path of the public key of this kind, the file that clients are given. */
  public Path publicKey(KeyKind kind) {
    return directory.resolve(kind.label() + ".pub.pem");
  }

  /** The path of the table. */
  public Path table() {
    return directory.resolve("clients.csv");
  }

  /**
   * The server's keys, with the key pair of this kind.
   *
   * @throws IdentityFileException if a file is missing, readable by others, or has unexpected
   *     content
   */
  public ServerKeys readKeys(KeyKind kind, SecretFiles.Modes modes) {
    return readKeys(kind, modes, Optional::empty);
  }

  /**
   * The server's keys, with the key pair of this kind, whose private key may be encrypted.
   *
   * @param passphrase called only for an encrypted key; the array that it returns is wiped after
   *     use
   * @throws IdentityFileException if a file is missing, readable by others, or has unexpected
   *     content, or the passphrase is missing or wrong
   */
  public ServerKeys readKeys(
      KeyKind kind, SecretFiles.Modes modes, Supplier<Optional<char[]>> passphrase) {
    if (!Files.isDirectory(directory)) {
      throw new IdentityFileException(
          "no folder %s; it must hold %s.key.pem, %2$s.pub.pem, gate.key, clients.csv"
              .formatted(directory, kind.label()));
    }
    PrivateKey key = KeyFiles.readPrivate(privateKey(kind), modes, passphrase);
    ServerPublicKey publicKey = KeyFiles.readPublic(publicKey(kind));
    byte[] gate = readGate(modes);
    try {
      return new ServerKeys(key, publicKey, gate);
    } catch (IllegalArgumentException otherPair) {
      throw new IdentityFileException(
          "%s and %s are not one key pair; write the public key of the private one: openssl pkey -in %1$s -pubout -out %2$s"
              .formatted(privateKey(kind), publicKey(kind)),
          otherPair);
    }
  }

  /** A watch of the files of keys that {@link #readKeys} has just read; it reads as that does. */
  public ServerKeyWatch watch(
      ServerKeys read, SecretFiles.Modes modes, Supplier<Optional<char[]>> passphrase) {
    KeyKind kind = read.publicKey().kind();
    return new ServerKeyWatch(
        List.of(privateKey(kind), publicKey(kind), gate()),
        read,
        () -> readKeys(kind, modes, passphrase));
  }

  /**
   * The server's table.
   *
   * @throws IdentityFileException if the file is missing, readable by others, or not a table
   */
  public ClientTable readTable(SecretFiles.Modes modes) {
    try {
      ClientFile.requireTable(table(), modes);
      InMemoryClientTable clients =
          new InMemoryClientTable(SecretFiles.size(table()) / SHORTEST_ROW);
      ClientFile.readTable(table(), modes, clients::addIfNew);
      return clients;
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(table() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The server's table, which {@link ReloadableClientTable#refresh()} reads again.
   *
   * @throws IdentityFileException if the file is missing, readable by others, or not a table
   */
  public ReloadableClientTable openTable(SecretFiles.Modes modes) {
    return ReloadableClientTable.of(table(), () -> readTable(modes));
  }

  /** Writes keys and table into the folder, creating it if necessary. */
  public void write(ServerKeys keys, List<ClientCredentials> clients) {
    writeKeys(keys, KeyFiles.privatePem(keys.secret()));
    ClientFile.writeTable(table(), clients);
  }

  /**
   * Writes keys and an empty table into the folder, creating it if necessary.
   *
   * @param passphrase encrypts the private key; wiped after use
   * @throws IdentityFileException if the folder already contains any of these files
   */
  public void create(ServerKeys keys, Optional<char[]> passphrase) {
    requireEmpty();
    writeKeys(keys, pem(keys, passphrase));
    ClientFile.writeTable(table(), List.of());
  }

  /** Whether it has a CA for clients. */
  public boolean hasAuthority() {
    return Files.exists(authorityKey()) || Files.exists(authorityCertificate());
  }

  /**
   * The CA that certifies clients.
   *
   * @throws IdentityFileException if a file is missing or has unexpected content, or the key is
   *     readable by others
   */
  public ClientAuthority readAuthority(SecretFiles.Modes modes) {
    PrivateKey key = KeyFiles.readPrivate(authorityKey(), modes, Optional::empty);
    try {
      return new ClientAuthority(key, readAuthorityCertificate());
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(authorityKey() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The certificate of the CA of clients.
   *
   * @throws IdentityFileException if the file is missing or contains no certificate
   */
  public X509Certificate readAuthorityCertificate() {
    if (!Files.exists(authorityCertificate())) {
      throw new IdentityFileException(
          "no %s, which clients with certificates need; create it with 'scripts/enroll init %s -x'"
                  .formatted(authorityCertificate(), directory)
              + " and the exchange, then enrol the clients again");
    }
    return CertificateFiles.read(authorityCertificate()).get(0);
  }

  /** Adds the CA of clients, which keeps its place in the folder from then on. */
  public void add(ClientAuthority authority) {
    SecretFiles.create(authorityKey(), KeyFiles.privatePem(authority.key()));
    SecretFiles.writePublic(authorityCertificate(), CertificateFiles.pem(authority.certificate()));
  }

  private Path authorityKey() {
    return directory.resolve("clients-ca.key.pem");
  }

  private Path authorityCertificate() {
    return directory.resolve("clients-ca.cert.pem");
  }

  /** Whether this is a server's folder without a key pair of this kind. */
  public boolean lacks(KeyKind kind) {
    boolean none = !Files.exists(privateKey(kind)) && !Files.exists(publicKey(kind));
    return none && Files.exists(gate()) && Files.exists(table());
  }

  /**
   * Adds a key pair of another kind; K_gate and the table are unchanged.
   *
   * @param passphrase encrypts the private key; wiped after use
   */
  public void add(ServerKeys keys, Optional<char[]> passphrase) {
    writePair(keys, pem(keys, passphrase));
  }

  private static String pem(ServerKeys keys, Optional<char[]> passphrase) {
    return passphrase
        .map(given -> EncryptedKey.pem(keys.secret(), given))
        .orElseGet(() -> KeyFiles.privatePem(keys.secret()));
  }

  /**
   * Checks that writing here would overwrite nothing.
   *
   * @throws IdentityFileException if the folder contains a key or a table
   */
  public void requireEmpty() {
    Stream<Path> keys =
        Arrays.stream(KeyKind.values())
            .flatMap(kind -> Stream.of(privateKey(kind), publicKey(kind)));
    for (Path file :
        Stream.concat(keys, Stream.of(gate(), table(), authorityKey(), authorityCertificate()))
            .toList()) {
      if (Files.exists(file)) {
        throw new IdentityFileException(
            file + " exists and is not overwritten; choose another folder");
      }
    }
  }

  private void writeKeys(ServerKeys keys, String privatePem) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IdentityFileException("cannot create folder " + directory + ": " + e, e);
    }
    writePair(keys, privatePem);
    SecretFiles.write(gate(), HexFormat.of().formatHex(keys.gate()) + "\n");
  }

  private void writePair(ServerKeys keys, String privatePem) {
    KeyKind kind = keys.publicKey().kind();
    SecretFiles.write(privateKey(kind), privatePem);
    SecretFiles.writePublic(publicKey(kind), KeyFiles.publicPem(keys.publicKey()));
  }

  private Path privateKey(KeyKind kind) {
    return directory.resolve(kind.label() + ".key.pem");
  }

  private Path gate() {
    return directory.resolve("gate.key");
  }

  /**
   * K_gate, 32 bytes.
   *
   * @throws IdentityFileException if the file is missing, readable by others, or not 64 hex digits
   */
  public byte[] readGate(SecretFiles.Modes modes) {
    Path file = gate();
    try {
      byte[] gate = HexFormat.of().parseHex(SecretFiles.readKey(file, "gate key", modes).strip());
      if (gate.length != ServerKeys.GATE_BYTES) {
        throw new IllegalArgumentException("found " + 2 * gate.length + " hex digits");
      }
      return gate;
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(file + ": expected 64 hex digits", e);
    }
  }
}
