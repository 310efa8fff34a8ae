#!/usr/bin/env python3
"""Holds our expansion of a SAM template (in JSON on standard input) against what AWS's own translator makes of it.

Usage: check-template.py template.yaml < expanded.json
Says so and succeeds where the translator (pip install aws-sam-translator) is not installed.
"""
import json
import logging
import os
import re
import sys

try:
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse
except ImportError:
    print("aws-sam-translator is not installed: the expansion that the tests use was not held against it")
    sys.exit(0)

logging.disable(logging.CRITICAL)
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")


class NoPolicies:
    def load(self):
        return {}


def translated(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    # The translator wants code and templates that were uploaded.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    return transform(template, {}, NoPolicies())


def comparable(template):
    """Without what depends on uploaded code, and without the tags that say that SAM was here."""
    text = re.sub(r'(\w+Version)[0-9a-f]{10}"', r'\1"', json.dumps(template["Resources"]))
    resources = json.loads(text)
    for resource in resources.values():
        properties = resource.get("Properties", {})
        if resource["Type"].startswith(("AWS::Lambda::", "AWS::IAM::", "AWS::ApiGatewayV2::", "AWS::CloudFormation::")):
            properties.pop("Code", None)
            properties.pop("Tags", None)
        if "ManagedPolicyArns" in properties:
            properties["ManagedPolicyArns"].sort(key=json.dumps)
        if resource["Type"] == "AWS::CodeDeploy::DeploymentGroup":
            # The translator puts in the value that a parameter has; here that is its default.
            values = properties["DeploymentConfigName"].get("Fn::Sub", [None, {}])[1]
            for name, value in values.items():
                if isinstance(value, dict):
                    values[name] = template["Parameters"][value["Ref"]]["Default"]
        if resource["Type"] == "AWS::ApiGatewayV2::Api":
            for ours_never in ("openapi", "tags"):
                properties["Body"].pop(ours_never, None)
    return resources


def plain(value):
    """Numbers and truth values are written either way; CloudFormation takes both."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return str(value).lower() if isinstance(value, (bool, int, float)) else value


def differences(path, theirs, ours):
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(theirs.keys() | ours.keys()):
            where = f"{path}.{key}" if path else key
            if key not in theirs:
                yield f"{where}: only in our expansion"
            elif key not in ours:
                yield f"{where}: only in the translator's"
            else:
                yield from differences(where, theirs[key], ours[key])
    elif theirs != ours:
        yield f"{path}: the translator has {json.dumps(theirs)}, our expansion {json.dumps(ours)}"


found = list(differences("", plain(comparable(translated(sys.argv[1]))), plain(comparable(json.load(sys.stdin)))))
for difference in found[:40]:
    print(difference, file=sys.stderr)
if found:
    sys.exit(f"{sys.argv[1]}: our expansion differs from the translator's in {len(found)} places")
print(f"{sys.argv[1]}: expanded as AWS's translator does")
