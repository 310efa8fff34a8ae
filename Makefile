# Every target needs a JDK 25; it is found here where the default java is older.
ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
JAVA_HOME := $(shell $(ROOT)infrastructure/find-jdk)
export JAVA_HOME
ifeq ($(JAVA_HOME),)
$(error Tallystick needs a JDK 25 and found none. Install one, for example Temurin 25, or set JAVA_HOME to one)
endif

MVN := mvn -B -ntp
