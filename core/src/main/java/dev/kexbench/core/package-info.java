/**
 * Session-key exchanges without I/O, listed in the {@link dev.kexbench.core.Catalogue}. This page
 * is the manual for embedding one.
 *
 * <p>A client and a server that exchange a key in memory; {@code EmbeddingExampleTest} runs exactly
 * these lines:
 *
 * <pre>{@code
 * var crypto = new CryptoChoice(Backends.select("auto").backend(), PoolKind.BOUNDED, 2);
 * var context =
 *     new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
 * StreamExchange kx1 = Catalogue.findStream("kx1-rsa2048").orElseThrow();
 * ServerSide servers = kx1.server(new ServerSetup(keys, table, crypto, context, true));
 * ClientSide clients = kx1.client(new ClientSetup(keys.publicKey(), crypto, context));
 *
 * Role server = servers.accept();
 * ClientRole client = clients.open(alice);
 * var offer = (Step.Send) client.start();
 * var work = (Step.Compute) server.receive(ByteBuffer.wrap(offer.bytes()));
 * var ack = (Step.Send) work.work().get();
 * var here = (Step.Established) client.receive(ByteBuffer.wrap(ack.bytes()));
 * var there = (Step.Established) server.receive(ByteBuffer.wrap(here.bytes()));
 * }</pre>
 *
 * <p>Real callers replace the casts with a {@code switch} over {@link
 * dev.kexbench.core.exchange.Step}, because the peer decides which step comes next.
 *
 * <p><b>Once per process.</b> Create a crypto backend ({@link dev.kexbench.core.crypto.Backends}),
 * a {@link dev.kexbench.core.crypto.CryptoChoice}, the keys and the client table ({@code
 * identity}), a clock and a {@code SecureRandom} ({@link
 * dev.kexbench.core.exchange.ExchangeContext}). From these, create one {@link
 * dev.kexbench.core.exchange.ServerSide} or {@link dev.kexbench.core.exchange.ClientSide}. Sides
 * are thread-safe and own the pools, so a second side for the same keys costs a second set of
 * ciphers.
 *
 * <p><b>Once per connection.</b> Call {@code ServerSide.accept()}; the role it returns serves one
 * exchange after another. <b>Once per exchange.</b> Call {@code ClientSide.open(…)}; {@code
 * prepare()} may run long before {@code start()} and on another thread.
 *
 * <p><b>Threads.</b> A role has no lock and allows one caller at a time. It may move between
 * threads if something (an event loop, a queue, an executor) orders the calls. Keys, tables, sides
 * and sessions are thread-safe.
 *
 * <p><b>What the caller must do.</b>
 *
 * <ul>
 *   <li>Send the bytes of {@code Send}, {@code Established} and {@code Refused}; the last two may
 *       be empty. A client uses its keys as soon as its CONFIRM has been written.
 *   <li>For a {@code Compute}, call either {@code work} or {@code shed}, exactly once, on any
 *       thread. Pass the role no bytes until the call has returned, and treat its result as the
 *       role's next step.
 *   <li>When a step leaves bytes in the buffer, pass them again after handling that step. After
 *       {@code Established} they belong to the application or, on a server, to the next OFFER.
 *   <li>If {@code Refused.ends} is set, close the connection after sending the bytes. If it is not
 *       set, a client may retry with a new role. It must never change the exchange, key or any
 *       setting in response: a refusal is not authenticated.
 *   <li>Enforce timeouts; roles have no timers. A server closes the role and the connection if the
 *       CONFIRM has not arrived 10 s after the ACK. A client does so if the ACK is overdue.
 *   <li>Bound the queues: an OFFER costs the server a private-key operation. {@code shed} rejects
 *       one without that cost.
 *   <li>Close every role and every session. Close a role only when no {@code Compute} is
 *       outstanding: if the connection closes in the meantime, let the work finish, then close the
 *       role. Otherwise the keys of the ACK it produces are never wiped.
 * </ul>
 *
 * <p><b>Ownership and wiping.</b> {@code receive} has read the bytes passed to it when it returns;
 * the buffer remains the caller's. Bytes in a step belong to the caller. A role wipes its secrets
 * when it is done or closed. A session belongs to the caller, who closes it. So do the copies that
 * {@code Session.key} returns, which the caller wipes ({@link
 * dev.kexbench.core.crypto.Secrets#wipe}). Roots, admission keys and server keys belong to the code
 * that created them; nothing here wipes them.
 *
 * <p><b>Errors.</b> Anything a peer can cause is a step. Exceptions cover the rest: {@code
 * IllegalArgumentException} while objects are constructed (a key of the wrong size, an unknown
 * name), {@link dev.kexbench.core.identity.IdentityFileException} for a file, and {@link
 * dev.kexbench.core.crypto.CryptoFailure} when a provider fails although no input can make it fail;
 * close the role and the connection then. No message contains a secret.
 *
 * <ul>
 *   <li>{@code exchange}: the interfaces that every exchange implements
 *   <li>{@code kx1}: KX1, the session-key exchange of this project
 *   <li>{@code noise}: the handshake that one of its suites uses
 *   <li>{@code spake2plus}: the password-authenticated exchange of another
 *   <li>{@code tls}: TLS through Bouncy Castle, for comparison
 *   <li>{@code crypto}: crypto backends and the pooling of their objects
 *   <li>{@code identity}: server keys, client table and their files
 * </ul>
 */
package dev.kexbench.core;
