#pragma once
#include <curl/curl.h>
#include <string.h>

// `curl_easy_setopt` and `curl_easy_getinfo` take anything as their last argument, which Swift
// cannot call; here is one function for each type that an option can have.

static inline CURLcode so_curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

/// The string is copied by libcurl; NULL takes the default back.
static inline CURLcode so_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

/// The pointer must stay valid until the transfer is over.
static inline CURLcode so_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

/// The bytes are copied.
static inline CURLcode so_curl_set_bytes(CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl_easy_setopt(handle, option, &blob);
}

static inline CURLcode so_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

/// For CURLOPT_READFUNCTION, CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
typedef size_t (*so_curl_data_callback)(char *, size_t, size_t, void *);

static inline CURLcode so_curl_set_callback(CURL *handle, CURLoption option, so_curl_data_callback value) {
  return curl_easy_setopt(handle, option, value);
}

/// The socket of the last transfer's connection if libcurl keeps it, else CURL_SOCKET_BAD (-1).
static inline curl_socket_t so_curl_kept_socket(CURL *handle) {
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &socket);
  return socket;
}

/// The HTTP status of the last transfer; 0 when none came.
static inline long so_curl_response_code(CURL *handle) {
  long code = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
  return code;
}

/// How many bytes of requests the last transfer has sent; 0 when it never came to that.
static inline long so_curl_request_size(CURL *handle) {
  long size = 0;
  curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &size);
  return size;
}

/// For CURLOPT_DEBUGFUNCTION; the kind is a curl_infotype.
typedef int (*so_curl_debug_callback)(CURL *, curl_infotype, char *, size_t, void *);

static inline CURLcode so_curl_set_debug_callback(CURL *handle, so_curl_debug_callback value) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, value);
}

/// For CURLOPT_XFERINFOFUNCTION.
typedef int (*so_curl_progress_callback)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode so_curl_set_progress_callback(CURL *handle, so_curl_progress_callback value) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

/// What OpenSSL said of the server's certificate: 0, or a number of X509_V_ERR_….
static inline long so_curl_verify_result(CURL *handle) {
  long result = 0;
  curl_easy_getinfo(handle, CURLINFO_SSL_VERIFYRESULT, &result);
  return result;
}

/// The errno of the last connection that failed; 0 without one.
static inline long so_curl_system_error(CURL *handle) {
  long number = 0;
  curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &number);
  return number;
}

/// The server's own address, numeric, and its port; NULL when there is none.
static inline const char *so_curl_peer_address(CURL *handle, long *port) {
  char *address = NULL;
  curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &address);
  curl_easy_getinfo(handle, CURLINFO_PRIMARY_PORT, port);
  return address && *address ? address : NULL;
}

/// Microseconds until the TCP connection stood; 0 when it never did.
static inline curl_off_t so_curl_connect_time(CURL *handle) {
  curl_off_t time = 0;
  curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &time);
  return time;
}

/// What the server's own certificate says under a name such as `Cert:` (the whole as PEM), where
/// CURLOPT_CERTINFO was set; NULL without one. Valid until the handle's next use.
static inline const char *so_curl_certificate(CURL *handle, const char *name) {
  struct curl_certinfo *chain = NULL;
  if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1)
    return NULL;
  for (struct curl_slist *entry = chain->certinfo[0]; entry; entry = entry->next)
    if (strncmp(entry->data, name, strlen(name)) == 0) return entry->data + strlen(name);
  return NULL;
}
