package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileTest {
  private static final String ID = "00112233445566778899aabbccddeeff";
  private static final String OTHER = "ffeeddccbbaa99887766554433221100";
  private static final String ROOT =
      "1111111111111111111111111111111111111111111111111111111111111111";
  private static final String KEY = "22".repeat(32);

  @TempDir private Path folder;

  private Path file(String text) {
    Path file = folder.resolve("clients.csv");
    SecretFiles.write(file, text);
    return file;
  }

  private List<ClientCredentials> table(String rows) {
    return readTable(file("id,root,name\n" + rows));
  }

  private static List<ClientCredentials> readTable(Path file) {
    List<ClientCredentials> clients = new ArrayList<>();
    ClientFile.readTable(file, SecretFiles.Modes.CHECKED, row -> clients.add(copy(row)));
    return clients;
  }

  /** The table's own root is wiped after the row. */
  private static ClientCredentials copy(ClientCredentials row) {
    return new ClientCredentials(row.id(), row.root().clone(), row.admission(), row.name());
  }

  private List<ClientCredentials> credentials(String rows) {
    return ClientFile.readCredentials(
        file("id,root,admission,name\n" + rows), SecretFiles.Modes.CHECKED);
  }

  private static String row(String id, String name) {
    return id + "," + ROOT + "," + name + "\n";
  }

  @Test
  void readsATable() {
    List<ClientCredentials> clients = table(row(ID, "alice") + row(OTHER, ""));
    assertEquals(2, clients.size());
    assertEquals(ID, clients.get(0).id().toString());
    assertEquals("alice", clients.get(0).name());
    assertEquals(Optional.empty(), clients.get(0).admission());
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) 0x11);
    assertArrayEquals(root, clients.get(0).root());
    assertEquals("", clients.get(1).name());
  }

  @Test
  void theRootsOfATableAreWipedAfterEachRow() {
    List<ClientCredentials> seen = new ArrayList<>();
    Path file = file("id,root,name\n" + row(ID, "alice") + row(OTHER, ""));
    ClientFile.readTable(
        file,
        SecretFiles.Modes.CHECKED,
        row -> {
          assertEquals(0x11, row.root()[0]);
          return seen.add(row);
        });
    assertEquals(2, seen.size());
    seen.forEach(row -> assertArrayEquals(new byte[32], row.root()));
  }

  @Test
  void readsCredentialsWithAndWithoutAnAdmissionKey() {
    List<ClientCredentials> clients =
        credentials(ID + "," + ROOT + "," + KEY + ",alice\n" + OTHER + "," + ROOT + ",,bob\n");
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0x22);
    assertArrayEquals(key, clients.get(0).admission().orElseThrow());
    assertTrue(clients.get(1).admission().isEmpty());
    assertEquals("bob", clients.get(1).name());
  }

  @Test
  void ignoresCommentsBlankLinesAndCrLf() {
    String text = "# made by hand\r\nid,root,name\r\n\r\n# one\r\n" + row(ID, "a\r") + "#\r\n";
    var clients = readTable(file(text));
    assertEquals(1, clients.size());
    assertEquals("a", clients.get(0).name());
  }

  @Test
  void theLastLineMayLackItsTerminator() {
    assertEquals("a", table(row(ID, "a").strip()).get(0).name());
    assertEquals("", table(row(ID, "").strip()).get(0).name());
    assertEquals("a", table(row(ID, "\"a\"").strip()).get(0).name());
  }

  @Test
  void quotedNamesMayContainCommasQuotesAndLineBreaks() {
    String rows =
        row(ID, "\"Doe, \"\"J\"\"\nsecond, line\r\n#third\"") + row(OTHER, "\"\"") + "#\n";
    List<ClientCredentials> clients = table(rows);
    assertEquals("Doe, \"J\"\nsecond, line\r\n#third", clients.get(0).name());
    assertEquals("", clients.get(1).name());
    assertEquals(2, clients.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "only,two",
        ID + "," + "11" + ",short",
        ID + "0," + ROOT + ",long",
        "zz112233445566778899aabbccddeeff," + ROOT + ",nohex",
        ID + "," + ROOT + ",a,b",
        ID + "," + ROOT + "1,odd",
      })
  void aBadRowIsNamedByFileAndLineAndShowsNoSecret(String bad) {
    String rows = "# comment\n" + row(OTHER, "\"two\nlines\"") + bad + "\n";
    assertSays(() -> table(rows), folder.resolve("clients.csv") + ", line 5: ");
    assertHidesRoot(rows);
  }

  private void assertHidesRoot(String rows) {
    try {
      table(rows);
    } catch (IdentityFileException e) {
      for (Throwable each = e; each != null; each = each.getCause()) {
        assertTrue(!String.valueOf(each.getMessage()).contains("11111111"), each::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "\"open\nand more", "\"closed\"open", "\"a\"\"", "\"a\" "})
  void aQuoteThatDoesNotEndItsFieldIsNamedByFileAndLine(String name) {
    String rows = row(OTHER, "good") + row(ID, name);
    assertSays(() -> table(rows), folder.resolve("clients.csv") + ", line 3: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,root,admission,name", "id,root", "ID,ROOT,NAME", " id,root,name"})
  void anotherFirstLineIsNotATable(String head) {
    Path file = file("# comment\n" + head + "\n");
    assertSays(() -> readTable(file), file + ", line 2: ", "'id,root,name'");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertEquals(1, readTable(file("\ufeffid,root,name\r\n" + row(ID, "a"))).size());
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(file(""), text.getBytes(charset));
  }

  @Test
  void latin1IsNamedWithLineAndByte() throws IOException {
    String rows = "id,root,name\n" + row(ID, "Ren\u00e9");
    Path file = file(rows, StandardCharsets.ISO_8859_1);
    assertSays(() -> readTable(file), file + " is not UTF-8 at line 2, byte 102; if it is Latin-1");
  }

  @Test
  void aDefectFarIntoALargeFileIsNamedWithLineAndByte() throws IOException {
    int good = 1_000;
    String rows = "id,root,name\n" + row(ID, "\u4f60\u597d").repeat(good) + "x\u00e9";
    Path file = file("");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(rows.substring(0, rows.length() - 1).getBytes(StandardCharsets.UTF_8));
    bytes.write(0xE9);
    Files.write(file, bytes.toByteArray());
    assertEquals(
        "is not UTF-8 at line "
            + (good + 2)
            + ", byte 2; if it is Latin-1, convert it: iconv -f"
            + " ISO-8859-1 -t UTF-8",
        Utf8Check.describe(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf16IsNamed(String charset) throws IOException {
    Path file = file("id,root,name\n", Charset.forName(charset));
    assertSays(() -> readTable(file), file, "line 1", "UTF-16; convert it: iconv -f UTF-16");
  }

  @Test
  void anIdThatOccursTwiceIsNamedWithBothLines() {
    String rows = row(ID, "a") + "\n" + row(OTHER, "b") + row(ID, "c");
    Path table = file("id,root,name\n" + rows);
    assertSays(
        () -> new ServerFolder(folder).readTable(SecretFiles.Modes.CHECKED),
        table + ", line 5: has the id of line 2;");
    String twice = ID + "," + ROOT + ",,a\n";
    assertSays(() -> credentials(twice + twice), ", line 3: has the id of line 2;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment"})
  void aFileWithoutAFirstLineIsEmpty(String text) {
    Path file = file(text);
    assertSays(() -> readTable(file), file + " is empty; expected");
  }

  @Test
  void refusesEmptyCredentialsButAcceptsAnEmptyTable() {
    assertEquals(List.of(), table(""));
    assertSays(() -> credentials("# no client\n"), "holds no client");
  }

  @Test
  void credentialsAreWrittenAndReadBack() {
    String name = " #\u00e9,\"\n\r\n ";
    byte[] root = new byte[32];
    root[31] = (byte) 0x80;
    var one = new ClientCredentials(ClientId.fromHex(ID), root, Optional.of(new byte[32]), name);
    var two = new ClientCredentials(ClientId.fromHex(OTHER), root, Optional.empty(), "#");
    Path file = folder.resolve("credentials.csv");
    ClientFile.writeCredentials(file, List.of(one, two));
    var back = ClientFile.readCredentials(file, SecretFiles.Modes.CHECKED);
    assertEquals(2, back.size());
    assertEquals(one.id(), back.get(0).id());
    assertArrayEquals(root, back.get(0).root());
    assertArrayEquals(new byte[32], back.get(0).admission().orElseThrow());
    assertEquals(name, back.get(0).name());
    assertEquals("#", back.get(1).name());
  }

  private Path salted(String rows) {
    return file("id,salt,admission,name\n" + rows);
  }

  @Test
  void rootsOfCredentialsWithSaltsAreDerivedFromThePassword() {
    String salt = "000102030405060708090a0b0c0d0e0f";
    Path file = salted(ID + "," + salt + "," + KEY + ",alice\n" + OTHER + "," + salt + ",,bob\n");
    AtomicInteger asked = new AtomicInteger();
    List<ClientCredentials> clients =
        ClientFile.readCredentials(
            file,
            SecretFiles.Modes.CHECKED,
            () -> {
              asked.incrementAndGet();
              return "caf\u00e9";
            });
    assertEquals(1, asked.get(), "asked once");
    byte[] root = PasswordRoot.of("caf\u00e9", HexFormat.of().parseHex(salt));
    for (ClientCredentials each : clients) {
      assertArrayEquals(root, each.root());
    }
    assertArrayEquals(HexFormat.of().parseHex(KEY), clients.get(0).admission().orElseThrow());
    assertEquals("bob", clients.get(1).name());
  }

  @Test
  void requestsNoPasswordThatIsNotNeeded() {
    Path file = file("id,root,admission,name\n" + ID + "," + ROOT + ",,alice\n");
    var clients =
        ClientFile.readCredentials(
            file,
            SecretFiles.Modes.CHECKED,
            () -> {
              throw new AssertionError("asked for a password");
            });
    assertEquals("alice", clients.get(0).name());
  }

  @Test
  void credentialsWithSaltsAreRefusedWithoutAPassword() {
    Path file = salted(ID + "," + "00".repeat(16) + ",,alice\n");
    assertSays(() -> ClientFile.readCredentials(file, SecretFiles.Modes.CHECKED), file, "password");
  }

  @Test
  void aSaltOfTheWrongLengthIsReportedWithFileAndLine() {
    Path file = salted(ID + "," + "00".repeat(15) + ",,alice\n");
    assertSays(
        () -> ClientFile.readCredentials(file, SecretFiles.Modes.CHECKED, () -> "word"),
        file + ", line 2: ");
  }

  @Test
  void certificatesAreWrittenAndReadBack() {
    byte[] der = {0x30, 0x03, 0x02, 0x01, 0x05};
    var one =
        new ClientCredentials(
            ClientId.fromHex(ID), new byte[32], Optional.empty(), "a, b", Optional.of(der));
    var two = new ClientCredentials(ClientId.fromHex(OTHER), new byte[32], Optional.empty(), "c");
    Path file = folder.resolve("certified.csv");
    ClientFile.writeCredentials(file, List.of(one, two));
    List<ClientCredentials> read = ClientFile.readCredentials(file, SecretFiles.Modes.CHECKED);
    assertArrayEquals(der, read.get(0).certificate().orElseThrow());
    assertEquals("a, b", read.get(0).name());
    assertTrue(read.get(1).certificate().isEmpty());
  }

  @Test
  void newCredentialsDoNotOverwriteAFile() throws Exception {
    Path file = file("mine");
    assertSays(() -> ClientFile.createCredentials(file, List.of()), file, "not overwritten");
    assertSays(() -> ClientFile.createSalted(file, List.of()), file, "not overwritten");
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void invalidUtf8IsReportedWithItsFile() throws Exception {
    Path file = file("");
    Files.write(file, new byte[] {'i', 'd', (byte) 0xFF});
    assertSays(() -> readTable(file), file + " is not UTF-8 at line 1, byte 3");
  }
}
