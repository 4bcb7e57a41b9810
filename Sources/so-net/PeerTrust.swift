internal import CCurl
internal import Glibc
internal import NetClient
internal import Records

/// What libcurl's codes about addresses, connections and certificates mean, whatever is spoken.
struct PeerTrust {
  let code: CURLcode
  let text: String
  /// What OpenSSL said of the certificate.
  let verifyResult: Int
  let systemError: Int32
  let host: String
  let port: UInt16
  /// For whom the certificate is, where it came to that.
  var names: String?

  private var place: String { "\(host) port \(port)" }
  private static let trustHint =
    "so-ftpsend config set server.ca_file FILE, when the server has an authority of its own"

  /// `nil` for everything that comes later.
  var failure: Failure? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      Failure(
        .hostNotFound, "the name \(host) does not resolve",
        hint: "check the spelling of the host, and the name server")
    case CURLE_SSL_CACERT_BADFILE:
      Failure(.authorityInvalid, "the file of server.ca_file holds no certificate that can be read")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: certificateFailure
    default: nil
    }
  }

  /// Why no connection came about, for `CURLE_COULDNT_CONNECT`.
  var connectFailure: Failure {
    switch systemError {
    case ETIMEDOUT: return unanswered
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN:
      return Failure(.hostUnreachable, "\(place) cannot be reached: no route leads there")
    default:
      return Failure(
        .connectionRefused, "\(place) refuses the connection: nothing listens there",
        hint: "check the port number, and that the server runs")
    }
  }

  /// Nothing came back at all.
  var unanswered: Failure {
    Failure(
      .connectTimeout, "\(place) does not answer: a firewall may drop the packets",
      hint: "ask the network's operator to let TCP port \(port) out to \(host)")
  }

  /// X509_V_ERR_CERT_NOT_YET_VALID and so on, of OpenSSL's `x509_vfy.h`.
  private var certificateFailure: Failure {
    let words = CurlWords.plain(text)
    switch verifyResult {
    case 9:
      return Failure(
        .certificateNotYetValid, "the certificate of \(place) is not valid yet",
        hint: "date; set the clock here")
    case 10:
      return Failure(
        .certificateExpired, "the certificate of \(place) has expired",
        hint: "date; if the clock here is right, the server's operator has to renew the certificate")
    // libcurl looks at the name first, and leaves 1 when it does not fit.
    case 0, 1:
      return Failure(
        .certificateWrongName,
        names.map { "the certificate of \(place) is for \(CurlWords.printable($0)), and not for \(host)" }
          ?? "the certificate of \(place) is for another name: \(words)",
        hint: "write the host in server.url as the certificate has it")
    default:
      return Failure(
        .certificateUnknown, "the certificate of \(place) is not trusted: \(words)", hint: Self.trustHint)
    }
  }
}
