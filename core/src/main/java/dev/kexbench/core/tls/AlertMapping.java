package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Reason;
import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** Maps exceptions of bctls to alerts and reasons. */
public final class AlertMapping {
  private AlertMapping() {}

  /**
   * The reason of a failure that a peer can cause. A client learns little about why it was refused,
   * and TLS alerts are not authenticated either.
   *
   * @param atClient whether the alert was raised or received by the client
   * @throws RuntimeException if no peer can cause the failure
   */
  static Reason reason(IOException failure, boolean atClient) {
    if (failure instanceof TlsFatalAlertReceived received) {
      return reason(received.getAlertDescription(), Reason.REJECTED);
    }
    CallbackFailure.in(failure)
        .ifPresent(
            own -> {
              throw own;
            });
    if (failure instanceof ClientRefusal) {
      return Reason.REJECTED;
    }
    return reason(alert(failure), atClient ? Reason.BAD_ACK : Reason.REJECTED);
  }

  /** The alert that the peer is sent for this failure; internal_error only if it is our own. */
  static short alert(Throwable failure) {
    short raised =
        failure instanceof TlsFatalAlert alert
            ? alert.getAlertDescription()
            : AlertDescription.internal_error;
    return alert(raised, failure);
  }

  /** The alert in place of the one that bctls is about to raise for this failure. */
  static short alert(short raised, Throwable failure) {
    return raised == AlertDescription.internal_error && CallbackFailure.in(failure).isEmpty()
        ? AlertDescription.illegal_parameter
        : raised;
  }

  /**
   * The reason for an alert.
   *
   * @param ofSecrets the reason for alerts that depend on a secret or a certificate
   */
  public static Reason reason(short alert, Reason ofSecrets) {
    return switch (alert) {
      case AlertDescription.bad_record_mac,
          AlertDescription.decrypt_error,
          AlertDescription.bad_certificate,
          AlertDescription.unsupported_certificate,
          AlertDescription.certificate_expired,
          AlertDescription.certificate_unknown,
          AlertDescription.certificate_required,
          AlertDescription.unknown_ca,
          AlertDescription.unknown_psk_identity,
          AlertDescription.access_denied ->
          ofSecrets;
      case AlertDescription.handshake_failure,
          AlertDescription.protocol_version,
          AlertDescription.insufficient_security,
          AlertDescription.missing_extension,
          AlertDescription.unrecognized_name ->
          Reason.UNSUPPORTED;
      default -> Reason.MALFORMED;
    };
  }
}
