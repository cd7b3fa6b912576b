package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/loadtest} with options or files that it refuses. */
class LoadtestUsageTest {
  @TempDir private Path home;

  private void assertRefused(String why, Object... args) {
    FailedCommand.assertRefused(why, CommandHere.loadtest(home, args));
  }

  private void assertTargetRefused(String why, Path key, Path clients) {
    assertRefused(
        why, "--target", "127.0.0.1:1", "--server-key", key, "--clients", clients, "--quiet");
  }

  @ParameterizedTest
  @CsvSource({
    "--rat, 5, did you mean --rate",
    "--target, 127.0.0.1:1, --server-key",
    "--target, nowhere, HOST:PORT",
    "-x, kx9, unknown exchange 'kx9'",
    "-x, tls12-rsa@, unknown TLS engine ''",
    "--tls-engine, openssl, unknown TLS engine 'openssl'; choose one of boringssl",
    "--tls-engine, jdk, '--tls-engine jdk: kx1-rsa2048 is not TLS'",
    "--provider, openssl, unknown crypto provider 'openssl'",
    "-c, 0, --concurrency",
    "--timeout, 0s, --timeout",
    "--cores, a/b, --cores",
    "-o, '', --out needs the name of a folder",
    "--pool, deep, unknown pool 'deep'; choose one of fresh",
    "--arrivals, bursts, expected constant or poisson, was 'bursts'",
    "--calibrate, 1, --calibrate must be at least 2",
    "--profile, speed, expected one of",
    "--profile, '', expected one of",
    "--calibrate, often, --calibrate",
    "--config, missing.conf, cannot read missing.conf: no such file",
    "--fail-if, p99!, is not a condition",
    "-c, 2000M, lower --concurrency",
    "--local-ips, 192.0.2.1, 192.0.2.1 is no address of this machine",
    "--resume, 101, '''101'' is not a percentage of 0 to 100'",
    "--resume, most, '''most'' is not a percentage of 0 to 100'",
    "--resume-mode, fast, 'expected resume or resume-dhe, was ''fast'''",
    "--when-full, drop, a closed loop starts what has a slot",
    "--ramp, 500, expected A..B such as 500..2k",
    "--find-max, p99!, --find-max: 'p99!' is not a condition",
    "--runs, 1, '--runs must be at least 2, was 1'",
    "--runs, often, --runs",
    "--jdk, /nowhere, '--jdk needs two or more, was /nowhere'",
    "--providers, bc, '--providers needs two or more, was bc'",
    "--providers, 'bc,bc', '--providers: name each once, was bc,bc'",
    "--providers, 'auto,bc', '--providers: auto stands for one of the others; name them'",
    "--providers, 'bc,openssl', --providers: unknown crypto provider 'openssl'",
    "--pools, fresh, '--pools needs two or more, was fresh'",
    "--pools, 'deep,fresh', unknown pool 'deep'; choose one of fresh",
    "--transport, uring, 'expected epoll, io_uring, nio, was ''uring'''",
    "--transport, nio/, 'expected epoll, io_uring, nio, was '''''",
    "--transports, nio, '--transports needs two or more, was nio'",
    "--transports, 'nio,nio', '--transports: name each once, was nio,nio'",
    "--against, gone, --against gone: no such commit of the git tree in"
  })
  void anInvalidOption(String option, String value, String why) {
    assertRefused(why, option, value);
  }

  @ParameterizedTest
  @CsvSource({
    "--runs 3 --find-max p99<1s, '--find-max searches once: leave it out, or --runs; give -R'",
    "--runs 3 --profile cpu, --profile profiles one run",
    "--find-max p99<1s --profile cpu, --profile profiles one run",
    "--exchanges all --profile cpu, --profile profiles one run",
    "--agents 1 --profile cpu;alloc, --profile profiles the generator of this process",
    "--runs 3 --calibrate, '--runs and --calibrate: choose one of them'",
    "--against HEAD --exchanges all, '--against and --exchanges: choose one of them'",
    "--runs 3 --agents 2, '--agents runs one plan once: leave out --runs'",
    "--transports nio;nio --pools fresh;bounded, '--pools and --transports: choose one of them'",
    "--transports nio;nio --transport nio, '--transports and --transport: choose one of them'",
    "--transport nio -x dtls12-psk, '--transport is for TCP, and dtls12-psk'",
    "--pools fresh;bounded --against HEAD, '--against and --pools: choose one of them'",
    "--pools fresh;bounded --rounds 4, --rounds has no effect without --exchanges",
    "--rounds 4, --rounds has no effect without --exchanges",
    "--chain 2, '--chain: the server presents no certificate in kx1-rsa2048; leave it at 0'",
    "--chain 6 -x tls12-rsa, '--chain must be 0 to 5, was 6'",
    "--chain 1 --exchanges tls12-rsa;tls12-psk, --chain: the server presents no certificate in"
        + " tls12-psk",
    "--defer-accept --transport nio, '--defer-accept needs a server on epoll or io_uring, not nio'",
    "--defer-accept --transports epoll;nio/epoll, '--defer-accept needs a server on epoll or"
        + " io_uring, not nio'",
    "--defer-accept -x dtls12-psk, '--defer-accept is for TCP, and dtls12-psk'",
    "--defer-accept --target a:1, --defer-accept has no effect with --target",
    "--mix ok=9;bad-mac=1 -x tls13-ecdhe-mutual, there is no bad-mac in tls13-ecdhe-mutual",
    "--server-key key.pem, --server-key has no effect without --target",
    "--target-ca ca.pem, --target-ca has no effect without --target",
    "--insecure, --insecure has no effect without --target",
    "--target-name a, --target-name has no effect without --target",
    "--target a:1 --insecure, '--insecure: kx1-rsa2048 presents no certificate; give --server-key"
        + " FILE'",
    "--target a:1 -x tls12-psk --insecure, '--insecure: tls12-psk@bouncycastle presents no"
        + " certificate; leave it out'",
    "--target a:1 -x tls12-psk, 'tls12-psk@bouncycastle authenticates clients: give --target the"
        + " server''s clients'",
    "--target a:1 -x tls13-ecdhe, 'give --target-ca FILE, --target-cert FILE, --target-fingerprint"
        + " SHA256'",
    "--target a:1 -x tls13-ecdhe --insecure --target-ca ca.pem, '--target-ca and --insecure: choose"
        + " one'",
    "--target a:1 -x tls13-ecdhe --insecure --server-key k, '--insecure and --server-key: choose"
        + " one'",
    "--target a:1 -x tls13-ecdhe --insecure --target-name https://a, --target-name needs a host",
    "--target a:1 -x tls13-ecdhe --target-ca missing.pem, missing.pem",
    "--target a:1;b:1 -x tls13-ecdhe --target-ca ca.pem, 'the servers have different names (a, b);"
        + " give --target-name'",
    "--target a:1 -x tls13-ecdhe --target-fingerprint 12:34, 'expected sha256: and 64 hexadecimal"
        + " digits'",
    "--resume-mode resume, --resume-mode has no effect without --resume",
    "--ticket-lifetime 5m, --ticket-lifetime has no effect without --resume",
    "--resume 80 --ticket-lifetime 5m --target a:1, --ticket-lifetime has no effect with --target",
    "--resume 80 -x dtls12-psk, '--resume: dtls12-psk@bouncycastle has no tickets to resume with'",
    "--resume 80 --exchanges kx1-rsa2048;dtls12-psk, '--resume: dtls12-psk@bouncycastle has no"
        + " tickets'",
    "--resume 80 --mix bad-mac=1, --resume needs honest clients",
    "--agents-within 1m, --agents-within has no effect without --agents",
    "--target a:1 --queue 5, --queue has no effect with --target",
    "--target a:1 --admission, --admission has no effect with --target",
    "--keys keys --target a:1, --keys has no effect with --target",
    "--join 10.0.0.1:7701, --join has no effect without --agents",
    "--secret-file secret, --secret-file has no effect without --agents",
    "--lost-after 9s, --lost-after has no effect without --agents",
    "--stats-token-file token, --stats-token-file has no effect without --target-stats",
    "--arrivals constant, --arrivals has no effect without --rate or --ramp or --steps or",
    "--arrivals constant -R max, --arrivals has no effect without --rate or --ramp or --steps or",
    "--pools fresh;bounded --pool fresh, '--pools and --pool: choose one of them'",
    "--providers jdk;bc --provider bc, '--providers and --provider: choose one of them'",
    "--pools fresh;bounded --target a:1, '--pools starts a server for each run: leave out"
        + " --target'",
    "--jdk /nowhere --jdk /elsewhere, '--jdk /nowhere: no bin/java there'"
  })
  void optionsOfSeveralRunsThatDoNotGoTogether(String options, String why) {
    assertRefused(why, (Object[]) options.replace(';', ',').split(" "));
  }

  @Test
  void aTargetWithoutAServer() throws IOException {
    TestFiles files = TestFiles.in(home);
    ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    String address = "127.0.0.1:" + gone.getLocalPort();
    gone.close();
    assertRefused(
        "no server answers at " + address,
        "--target",
        address,
        "--server-key",
        files.server().publicKey(KeyKind.RSA),
        "--clients",
        files.clients());
  }

  @Test
  void aMissingKeyFile() {
    TestFiles files = TestFiles.in(home);
    assertTargetRefused("no server key at", home.resolve("missing.pem"), files.clients());
  }

  @Test
  void aKeyFileWithoutAKey() throws IOException {
    TestFiles files = TestFiles.in(home);
    Path garbage = Files.writeString(home.resolve("garbage.pem"), "not a key\n");
    assertTargetRefused("garbage.pem", garbage, files.clients());
  }

  @Test
  void credentialsThatOthersCanRead() throws IOException {
    TestFiles files = TestFiles.in(home);
    Files.setPosixFilePermissions(files.clients(), PosixFilePermissions.fromString("rw-r--r--"));
    assertTargetRefused("chmod 600", files.server().publicKey(KeyKind.RSA), files.clients());
  }

  @Test
  void aReportFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(home.resolve("taken"));
    assertRefused(
        "a file has the name of the folder; name another folder with --out",
        "--cores",
        "off",
        "-o",
        file,
        "-n",
        "1",
        "-w",
        "0s");
  }

  @Test
  void transportsThatHaveNoUse() {
    assumeTrue(SocketTransport.byDefault() == SocketTransport.EPOLL);
    assertRefused(
        "--transports is for TCP, and dtls12-psk", "--transports", "nio,epoll", "-x", "dtls12-psk");
    TestFiles files = TestFiles.in(home);
    assertRefused(
        "--transport: the server of --target has its own",
        "--transport",
        "epoll/nio",
        "--target",
        "127.0.0.1:1",
        "--server-key",
        files.server().publicKey(KeyKind.RSA),
        "--clients",
        files.clients());
  }

  @Test
  void aTargetWhoseNameIsUnknown() {
    TestFiles files = TestFiles.in(home);
    assertRefused(
        "--target: the host name 'nowhere.invalid' is unknown",
        "--target",
        "nowhere.invalid:7443",
        "--server-key",
        files.server().publicKey(KeyKind.RSA),
        "--clients",
        files.clients());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "localhost:7444 | was 'localhost:7444'; write http://localhost:7444",
        "127.0.0.1:7444 | was '127.0.0.1:7444'; write http://127.0.0.1:7444",
        "https://a:1 | expected a URL such as http://127.0.0.1:7444, was 'https://a:1'",
        "http:// | expected a URL such as http://127.0.0.1:7444, was 'http://'",
        "http://a b | expected a URL such as http://127.0.0.1:7444, was 'http://a b'"
      })
  void aStatisticsOptionThatIsNotAUrl(String text, String why) {
    TestFiles files = TestFiles.in(home);
    assertRefused(
        why,
        "--target",
        "127.0.0.1:1",
        "--server-key",
        files.server().publicKey(KeyKind.RSA),
        "--clients",
        files.clients(),
        "--target-stats",
        text);
  }

  @Test
  void checkPrintsALineForEachPropertyAndEnds() {
    ChildProcess.End end = CommandHere.loadtest(home, "--check");
    boolean problem = end.out().contains("  problem  ");
    assertEquals(problem ? ExitCode.NOT_VALID : ExitCode.FINE, end.exitCode(), end::toString);
    for (String name : List.of("cores", "smt", "rsa", "processes", "steal", "clock", "transport")) {
      assertTrue(end.out().lines().anyMatch(line -> line.startsWith(name + " ")), end::toString);
    }
    assertEquals("", end.err());
  }

  @Test
  void listPrintsTheExchangesAndEnds() {
    ChildProcess.End end = CommandHere.loadtest(home, "--list");
    assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
    assertTrue(end.out().contains("kx1-rsa2048 "), end::toString);
    assertEquals("", end.err());
  }
}
