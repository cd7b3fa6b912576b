package dev.kexbench.core.identity;

import dev.kexbench.core.identity.KeyFiles.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * What a key file contains, as its first bytes and its structure show, and the commands that make a
 * key in PEM of it.
 *
 * @param der whether it is in DER (X.690) where PEM is expected
 */
record KeyFileContent(Kind kind, boolean der) {
  private static final Pattern LABEL = Pattern.compile("-----BEGIN ([^-\r\n]+)-----");
  private static final Pattern OPENSSH =
      Pattern.compile("(ssh|ecdsa|sk-ssh|sk-ecdsa)-[\\w@.-]+ AAAA");
  private static final int DER_SEQUENCE = 0x30;
  private static final int PKCS12_VERSION = 3;

  /** What users give in place of a key; {@code %s} in a command is the file. */
  enum Kind {
    EMPTY("nothing", null, null),
    PRIVATE_KEY(
        "a private key",
        "openssl pkey -in %s -out converted.pem",
        "openssl pkey -in %s -pubout -out converted.pem"),
    PUBLIC_KEY("a public key", null, "openssl pkey -pubin -in %s -pubout -out converted.pem"),
    CERTIFICATE("a certificate", null, "openssl x509 -in %s -pubkey -noout > converted.pem"),
    REQUEST("a certificate request", null, "openssl req -in %s -pubkey -noout > converted.pem"),
    PARAMETERS("parameters without a key", null, null),
    OPENSSH_PRIVATE_KEY(
        "an OpenSSH private key",
        "cp %s converted.pem && ssh-keygen -p -m PKCS8 -f converted.pem",
        "ssh-keygen -e -m PKCS8 -f %s > converted.pem"),
    OPENSSH_PUBLIC_KEY(
        "an OpenSSH public key", null, "ssh-keygen -e -m PKCS8 -f %s > converted.pem"),
    SSH2_PUBLIC_KEY(
        "an SSH public key (RFC 4716)",
        null,
        "ssh-keygen -i -f %s > ssh.pub && ssh-keygen -e -m PKCS8 -f ssh.pub > converted.pem"),
    PUTTY_KEY(
        "a PuTTY key",
        "puttygen %s -O private-openssh -o converted.pem",
        "puttygen %s -O public-openssh -o ssh.pub"
            + " && ssh-keygen -e -m PKCS8 -f ssh.pub > converted.pem"),
    PGP_KEY("a PGP key", null, null),
    JSON("JSON", null, null),
    PKCS12(
        "a PKCS#12 file",
        "openssl pkcs12 -in %s -nocerts -nodes -out converted.pem",
        "openssl pkcs12 -in %s -nokeys -clcerts | openssl x509 -pubkey -noout > converted.pem"),
    JAVA_KEY_STORE(
        "a Java key store",
        "keytool -importkeystore -srckeystore %s -destkeystore converted.p12 -deststoretype pkcs12"
            + " && openssl pkcs12 -in converted.p12 -nocerts -nodes -out converted.pem",
        "keytool -exportcert -rfc -keystore %s | openssl x509 -pubkey -noout > converted.pem"),
    UTF_16(
        "text in UTF-16",
        "iconv -f UTF-16 -t UTF-8 %s > converted.pem",
        "iconv -f UTF-16 -t UTF-8 %s > converted.pem"),
    OTHER("no key in PEM", null, null);

    private final String description;
    private final String toPrivate;
    private final String toPublic;

    Kind(String description, String toPrivate, String toPublic) {
      this.description = description;
      this.toPrivate = toPrivate;
      this.toPublic = toPublic;
    }

    private Optional<String> commandTo(Wanted wanted) {
      return Optional.ofNullable(wanted == Wanted.PRIVATE_KEY ? toPrivate : toPublic);
    }
  }

  /** The content of a file, given as text in ISO 8859-1, one character for each byte. */
  static KeyFileContent of(String text) {
    return ofBinary(text).orElseGet(() -> new KeyFileContent(ofText(text), false));
  }

  /** Whether this is a key of the wanted half, in PEM. */
  boolean isPem(Wanted wanted) {
    return !der && kind == (wanted == Wanted.PRIVATE_KEY ? Kind.PRIVATE_KEY : Kind.PUBLIC_KEY);
  }

  /** The command that makes the wanted key; {@code %s} is the file. Empty if there is none. */
  Optional<String> commandTo(Wanted wanted) {
    return kind.commandTo(wanted)
        .map(each -> der ? each.replace("-in ", "-inform DER -in ") : each);
  }

  @Override
  public String toString() {
    return kind.description + (der ? " in DER" : "");
  }

  private static Kind ofText(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return Kind.EMPTY;
    }
    if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) {
      return Kind.UTF_16;
    }
    Optional<Kind> labelled =
        LABEL.matcher(text).results().map(KeyFileContent::ofLabel).reduce((a, b) -> better(a, b));
    return labelled.orElseGet(() -> ofUnlabelled(trimmed));
  }

  /** Parameters only matter if there is nothing else. */
  private static Kind better(Kind first, Kind second) {
    return first == Kind.PARAMETERS ? second : first;
  }

  private static Kind ofLabel(MatchResult match) {
    String label = match.group(1);
    if (label.startsWith("PGP ")) {
      return Kind.PGP_KEY;
    }
    if (label.equals("OPENSSH PRIVATE KEY")) {
      return Kind.OPENSSH_PRIVATE_KEY;
    }
    if (label.endsWith("PRIVATE KEY")) {
      return Kind.PRIVATE_KEY;
    }
    if (label.endsWith("PUBLIC KEY")) {
      return Kind.PUBLIC_KEY;
    }
    if (label.endsWith("CERTIFICATE REQUEST")) {
      return Kind.REQUEST;
    }
    if (label.endsWith("CERTIFICATE")) {
      return Kind.CERTIFICATE;
    }
    return label.endsWith("PARAMETERS") ? Kind.PARAMETERS : Kind.OTHER;
  }

  private static Kind ofUnlabelled(String text) {
    if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
      return Kind.SSH2_PUBLIC_KEY;
    }
    if (text.startsWith("PuTTY-User-Key-File")) {
      return Kind.PUTTY_KEY;
    }
    if (OPENSSH.matcher(text).lookingAt()) {
      return Kind.OPENSSH_PUBLIC_KEY;
    }
    return text.startsWith("{") ? Kind.JSON : Kind.OTHER;
  }

  private static Optional<KeyFileContent> ofBinary(String text) {
    if (text.startsWith("\u00fe\u00ed\u00fe\u00ed")) {
      return Optional.of(new KeyFileContent(Kind.JAVA_KEY_STORE, false));
    }
    if (text.isEmpty() || text.charAt(0) != DER_SEQUENCE) {
      return Optional.empty();
    }
    try {
      return ofDer(ASN1Sequence.getInstance(text.getBytes(StandardCharsets.ISO_8859_1)))
          .map(each -> new KeyFileContent(each, each != Kind.PKCS12));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // starts like DER, and is not
    }
  }

  private static Optional<Kind> ofDer(ASN1Sequence found) {
    if (found.size() < 2) {
      return Optional.empty();
    }
    ASN1Encodable head = found.getObjectAt(0);
    if (head instanceof ASN1Integer version) {
      if (version.hasValue(PKCS12_VERSION) && found.getObjectAt(1) instanceof ASN1Sequence) {
        return Optional.of(Kind.PKCS12);
      }
      return Optional.of(found.size() == 2 ? Kind.PUBLIC_KEY : Kind.PRIVATE_KEY);
    }
    if (!(head instanceof ASN1Sequence inner) || inner.size() == 0) {
      return Optional.empty();
    }
    if (found.size() == 2) {
      boolean bits = found.getObjectAt(1) instanceof ASN1BitString;
      return Optional.of(bits ? Kind.PUBLIC_KEY : Kind.PRIVATE_KEY);
    }
    boolean tagged = inner.getObjectAt(0) instanceof ASN1TaggedObject;
    return Optional.of(tagged ? Kind.CERTIFICATE : Kind.REQUEST);
  }
}
