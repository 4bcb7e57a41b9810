# Second Opinion: build, try, test, install.

PREFIX ?= /usr/local
DESTDIR ?=
# A file of settings for everybody on the machine (R074), for who packages the tools or runs a site;
# without it none is installed, for nobody but them knows the servers.
DEFAULT_PROFILE ?=
SYSCONFDIR ?= /etc
TOOLS = so-patient so-upload so-sod so-ftpsend so-invite so-case
HELPERS = so-net
SHELL = /bin/bash
# lld, because GNU ld warns of a libc call that only an unused part of FoundationEssentials makes.
# Half of a short run is the dynamic loader's work: so packed relocations, no unneeded library, no
# names for others (nobody loads a program as a library), and the C++ library of Swift's runtime
# inside, which is found first in a directory of its own.
STATIC = .build/static/libstdc++.a
RELEASE = --configuration release --static-swift-stdlib --disable-local-rpath -Xswiftc -use-ld=lld \
  -Xlinker --as-needed -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic \
  -Xlinker "-L$(CURDIR)/$(dir $(STATIC))"
LINTED = Package.swift Sources Tests Benchmarks

.PHONY: all packages demo test soak fuzz lint bench install completions clean

all: packages $(STATIC)
	swift build $(RELEASE)

packages:
	@.ci/packages build

$(STATIC): | packages
	@mkdir -p $(@D)
	@ln -sf "$$(g++ -print-file-name=libstdc++.a)" $@

# The main job on real parts: a folder, documents, a container, SFTP, mail, and the way back.
demo: all
	@.ci/packages demo
	examples/main-job.sh "$$(swift build $(RELEASE) --show-bin-path)"

test:
	@.ci/packages build test
	swift build --build-tests
	swift test --skip-build $(TEST_FLAGS)

# Every seeded fault of the transfers and the containers, and not a tenth of them: half an hour.
soak:
	@.ci/packages build test
	swift build --build-tests
	SO_SOAK=1 swift test --skip-build --filter 'Fault(Table)?Tests|ContainerKillTests|SeedTests'

# Looks for bytes that break a reader, with libFuzzer, FUZZ_SECONDS for each. What it finds goes to
# .build/fuzz/found: once mended, it becomes a seed in Tests/FuzzSeeds.
FUZZ_SECONDS ?= 60
FUZZ_READERS ?= $(notdir $(wildcard Tests/FuzzSeeds/*))
FUZZ_BUILD = --configuration release --scratch-path .build/fuzz -Xswiftc -sanitize=fuzzer
fuzz:
	@.ci/packages build
	swift build $(FUZZ_BUILD) --product Fuzzing
	bin=$$(swift build $(FUZZ_BUILD) --show-bin-path); \
	swiftc -sanitize=fuzzer "$$bin/libFuzzing.a" -lcrypto -larchive -o .build/fuzz/fuzzer
	mkdir -p .build/fuzz/found
	for reader in $(FUZZ_READERS); do \
	  mkdir -p ".build/fuzz/corpus/$$reader"; \
	  SO_FUZZ_READER=$$reader SWIFT_BACKTRACE=enable=no .build/fuzz/fuzzer ".build/fuzz/corpus/$$reader" "Tests/FuzzSeeds/$$reader" \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 -max_len=20000 -print_final_stats=1 \
	    "-artifact_prefix=.build/fuzz/found/$$reader-" || exit 1; \
	done

lint:
	swift format lint --strict --recursive $(LINTED)
	shellcheck .ci/packages .ci/run examples/*.sh Benchmarks/*.sh

# Figures, as ratios where there is something to compare with; CI does not run them.
bench: all
	@.ci/packages bench
	Benchmarks/startup.sh "$$(swift build $(RELEASE) --show-bin-path)"
	Benchmarks/search.sh "$$(swift build $(RELEASE) --show-bin-path)"
	Benchmarks/large-file.sh "$$(swift build $(RELEASE) --show-bin-path)"
	Benchmarks/uploads.sh "$$(swift build $(RELEASE) --show-bin-path)"
	Benchmarks/containers.sh "$$(swift build $(RELEASE) --show-bin-path)"
	Benchmarks/sftp.sh "$$(swift build $(RELEASE) --show-bin-path)/TransferBench" 256 3 \
	  $(wildcard .build/peers-venv/bin/rclone)

# Regenerates what Tests/ManualTests compares.
completions: all
	for tool in $(TOOLS); do \
	  for shell in bash zsh fish; do \
	    "$$(swift build $(RELEASE) --show-bin-path)/$$tool" --generate-completion-script $$shell \
	      > completions/$$tool.$$shell; \
	  done; \
	done

install: all
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/second-opinion" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/man/man5" \
	  "$(DESTDIR)$(PREFIX)/share/man/man7" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	for page in man/*.[157]; do \
	  install -m 644 "$$page" "$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}"; \
	done
	bin=$$(swift build $(RELEASE) --show-bin-path); \
	for tool in $(TOOLS); do \
	  install -s -m 755 "$$bin/$$tool" "$(DESTDIR)$(PREFIX)/bin/$$tool"; \
	  install -m 644 completions/$$tool.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$tool"; \
	  install -m 644 completions/$$tool.zsh "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_$$tool"; \
	  install -m 644 completions/$$tool.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$tool.fish"; \
	done; \
	for helper in $(HELPERS); do \
	  install -s -m 755 "$$bin/$$helper" "$(DESTDIR)$(PREFIX)/libexec/second-opinion/$$helper"; \
	done
	install -d "$(DESTDIR)$(PREFIX)/share/doc/second-opinion/examples"
	install -m 644 examples/default.ini examples/so-ftpsend.service examples/so-ftpsend.timer \
	  "$(DESTDIR)$(PREFIX)/share/doc/second-opinion/examples"
	install -m 755 examples/main-job.sh "$(DESTDIR)$(PREFIX)/share/doc/second-opinion/examples"
ifneq ($(DEFAULT_PROFILE),)
	install -d "$(DESTDIR)$(SYSCONFDIR)/xdg/second-opinion"
	install -m 644 "$(DEFAULT_PROFILE)" "$(DESTDIR)$(SYSCONFDIR)/xdg/second-opinion/default.ini"
endif

clean:
	rm -rf .build
