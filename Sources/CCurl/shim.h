#pragma once
#include <curl/curl.h>

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
