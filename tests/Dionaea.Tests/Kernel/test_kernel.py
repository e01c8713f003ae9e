"""Jupyter's own conformance suite for kernels (jupyter_kernel_test), with this kernel's samples."""

import unittest

import jupyter_kernel_test


class WorkbenchKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "dionaea-workbench"
    language_name = "sql"
    file_extension = ".sql"

    code_hello_world = "#!script\nprint('hello, world')"
    code_stderr = "#!script\nfor (let i = 0; i < 12; i++) print('x'.repeat(1e5))"
    completion_samples = [
        {"text": "#!quer", "matches": {"#!query", "#!queries"}},
        {"text": "SELECT attacker FROM inbou", "matches": {"inbound"}},
        {"text": "#!query top-port", "matches": {"top-ports", "top-ports-over-time"}},
    ]
    complete_code_samples = ["SELECT 1;", "#!query top-ports", "", "SELECT ';' -- it's\n;"]
    incomplete_code_samples = ["SELECT 1", "SELECT (1", "SELECT 'open", "SELECT 1 /* open"]
    invalid_code_samples = ["SELECT 1)", "#!open 'x"]
    code_generate_error = "SELECT nothing"
    code_execute_result = [
        {"code": "SELECT 6 * 7 AS answer", "result": "answer\n------\n    42\n\n1 row.\n"},
        {"code": "SELECT 1 AS one;\nSELECT 2 AS two", "result": "two\n---\n  2\n\n1 row.\n"},
        {"code": "SELECT 6 * 7 AS answer", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "#!query top-ports", "mime": "application/vnd.plotly.v1+json"},
        {"code": "#!query top-ports", "mime": "text/html"},
        {"code": "#!help", "mime": "text/markdown"},
    ]
    code_history_pattern = "SELECT 6*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "inbound"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The first chart is preceded by plotly.js, an output of another type.
        for code in ("#!open ../data/sample/dionaea.sqlite", "#!query services"):
            cls.kc.execute_interactive(code, timeout=jupyter_kernel_test.TIMEOUT, output_hook=lambda message: None)

    @unittest.skip("A kernel is discouraged to page: payloads are deprecated in the protocol; #!help shows its text as an output.")
    def test_pager(self):
        pass

    @unittest.skip("No cell clears outputs: progress is shown in place by display ids.")
    def test_clear_output(self):
        pass


if __name__ == "__main__":
    unittest.main(verbosity=2)
