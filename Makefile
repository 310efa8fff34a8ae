# Two commands are enough: `make run` (the whole system on this machine) and `make test` (all tests).
# Every target needs a JDK 25; infrastructure/find-jdk finds one where the default java is older.

JAVA_HOME := $(shell infrastructure/find-jdk)
export JAVA_HOME
ifeq ($(JAVA_HOME),)
$(error Tallystick needs a JDK 25 and found none. Install one, for example Temurin 25, or set JAVA_HOME to one)
endif

ifeq ($(shell command -v npm),)
$(error The wallet and the till are built with Node.js 18 or newer and npm, and npm was not found: apt-get install nodejs npm)
endif

PORT ?= 3000
ifeq ($(PORT),)
$(error PORT is empty; leave it out or give a number)
endif
TEMPLATE ?= template.yaml
TEMPLATES := template.yaml $(wildcard infrastructure/*.yaml)
SEEDS ?= 10000
RATE ?= 10
DURATION ?= 60
SHAPE ?= steady
export MAVEN_OPTS ?= -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED

MVN := mvn -B -ntp
JAVA := $(JAVA_HOME)/bin/java
CLOUD := $(JAVA) --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
	-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "infrastructure/local/target/local-0.1.0.jar:infrastructure/local/target/lib/*" dev.tallystick.local.LocalCloud
DEMO := $(JAVA) -cp "infrastructure/demo/target/demo-0.1.0.jar:infrastructure/demo/target/lib/*"
UPKEEP := $(DEMO) dev.tallystick.demo.Upkeep
DEMO_FILE := $(if $(filter-out file,$(origin PORT)),.local/template-$(PORT)/demo.json,.local/demo.json)
SOURCES := $(shell find pom.xml functions infrastructure pages \( -name target -o -name node_modules \) -prune -o -type f \
	\( -name pom.xml -o -path '*/src/main/*' -o -path 'pages/*' \) -print)

.PHONY: run local logs test simulate check bench demo load redrive audit rebuild insights deploy mutate fmt clean

run: target/built ## the whole system on this machine, seeded; PORT=n, FRESH=1 to begin anew
	@exec $(CLOUD) --template template.yaml --port $(PORT) $(if $(FRESH),--fresh) --parameter ProgramCacheSeconds=1 \
		--parameter KeyCacheSeconds=1 --parameter AllowLoopbackWebhooks=true --parameter PrimingRounds=0 \
		--seed '$(DEMO) dev.tallystick.demo.Seed'

local: target/built ## any template of this kind: TEMPLATE=path PORT=n PARAMETERS="Name=Value …"
	@exec $(CLOUD) --template $(TEMPLATE) --port $(PORT) $(if $(FRESH),--fresh) $(addprefix --parameter ,$(PARAMETERS))

logs: target/built ## what functions of `make run` log, and what comes after: FUNCTION=RecordPurchaseFunction, or all of them; PORT=n, TEMPLATE=path of `make local`
	@$(JAVA) -cp "infrastructure/local/target/local-0.1.0.jar:infrastructure/local/target/lib/*" \
		dev.tallystick.local.ShowLogs .local/$(basename $(notdir $(TEMPLATE)))-$(PORT) $(or $(FUNCTION),all)

demo: target/built ## plays real purchases against `make run`; PORT=n where several run
	@$(DEMO) dev.tallystick.demo.Demo $(DEMO_FILE)

redrive: target/built ## brings the dead letters of a queue back: QUEUE=batches STAGE=prod on AWS (NAME=tallystick), without STAGE in `make run`
	@$(DEMO) dev.tallystick.demo.Redrive "$(QUEUE)" "$(if $(filter command,$(origin NAME)),$(NAME),tallystick)" "$(STAGE)" $(DEMO_FILE)

load: target/built ## real purchases at a chosen rate: RATE=a second DURATION=seconds SHAPE=steady, saturday, outage or hot, PORT=n of `make run`, or TARGET=file with api and keys as .local/demo.json has them
	@$(DEMO) dev.tallystick.load.Load "$(or $(TARGET),$(DEMO_FILE))" $(RATE) $(DURATION) $(SHAPE)

audit: target/built ## holds every account of `make run` against its entries; PORT=n where several run
	@$(UPKEEP) audit $(DEMO_FILE)

rebuild: target/built ## makes the accounts of `make run` anew from their entries; FORCE=1 those that know more, too
	@$(UPKEEP) rebuild $(DEMO_FILE) $(if $(FORCE),force)

insights: target/built ## counts the figures of `make run` anew from its entries, while it works
	@$(UPKEEP) insights $(DEMO_FILE)

test: ## all tests, from unit to system
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| { echo "The pages are tested in Chromium, and there is none: apt-get install chromium" >&2; exit 1; }
	$(MVN) verify

bench: target/built ## how fast it is, against budgets: writes docs/performance.md; QUICK=1 in two minutes, and writes nothing there
	@$(JAVA) --sun-misc-unsafe-memory-access=allow -cp "infrastructure/bench/target/bench-0.1.0.jar:infrastructure/bench/target/lib/*" \
		dev.tallystick.bench.run.Bench $(if $(QUICK),quick,full)

mutate: ## breaks one rule at a time in a copy of what is committed, and sees whether a test notices; ONLY=word for some
	@$(JAVA) infrastructure/mutate/Mutate.java . $(ONLY)

simulate: ## the ledger among faults, SEEDS=n of them (10,000 where you do not say), or SEED=n with all that happens
	@$(MVN) -q -pl functions test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	@$(JAVA) -cp "functions/target/test-classes:functions/target/classes:$$(cat functions/target/test.classpath)" \
		dev.tallystick.ledger.simulation.Simulate $(if $(SEED),seed $(SEED),seeds $(SEEDS))

check: ## formatting, static analysis and the template, without tests
	$(MVN) -q spotless:check test-compile
	@if command -v cfn-lint >/dev/null; then cfn-lint $(TEMPLATES); else echo "cfn-lint is not installed: the templates were not linted"; fi
	@$(MVN) -q -pl functions dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	@set -e; for template in template.yaml functions/src/test/resources/template/sam-features.yaml; do \
		$(JAVA) -cp "functions/target/test-classes:functions/target/classes:$$(cat functions/target/test.classpath)" \
			dev.tallystick.template.Expand $$template | python3 infrastructure/check-template.py $$template; done

deploy: target/built ## to AWS, with the settings of STAGE in samconfig.toml
	@infrastructure/deploy "$(STAGE)"

fmt: ## formats the code
	$(MVN) -q spotless:apply

clean:
	$(MVN) -q clean
	rm -rf target

target/built: $(SOURCES)
	@echo "Building. The first time takes a few minutes …"
	@$(MVN) -q package -DskipTests
	@mkdir -p target && touch $@
