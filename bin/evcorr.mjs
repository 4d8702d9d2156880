#!/usr/bin/env node
import { evcorr, runProcess } from "../build/src/cli/main.js";

await runProcess(evcorr);
