#pragma once
// Preloaded into a program under test (LD_PRELOAD), it counts the calls by which the program
// changes files below one folder, or reads them, and makes the n-th of them fail or be the last.
//
//   SO_FAULT_UNDER   the folder; calls on other files are neither counted nor touched
//   SO_FAULT_CALLS   names of calls, separated by commas; when not set all but `read` and `pread`
//   SO_FAULT_AT      the number of the call, from 1; without it calls are only counted
//   SO_FAULT_ERRNO   what the call fails with; the call is not made
//   SO_FAULT_STICKY  1: every later call fails too, as on a full disk
//   SO_FAULT_SHORT   1: the failing write first writes half of its bytes
//   SO_FAULT_PARTIAL 1: a read or write does half of what it was asked for, and succeeds
//   SO_FAULT_KILL    1: instead of failing, the process is killed (SIGKILL) before the call
//   SO_FAULT_KILL_MAIN  1: the process that was started is killed; one that it forked goes on
//   SO_FAULT_NETWORK 1: the folder says that it is on NFS
//   SO_FAULT_COUNT   a file that gets the number of calls when the process ends
//   SO_FAULT_LOG     a file that gets what each call did, for the simulation of power cuts: a
//                    word, inode numbers and names, and for a write its bytes; `say` is a write
//                    to standard output, `unknown` a call that the log has no word for
