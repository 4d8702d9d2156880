#!/usr/bin/env node
import { runProcess, sec } from "../build/src/cli/main.js";

await runProcess(sec);
