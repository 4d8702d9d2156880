;; The prefilter's inner loops, sixteen bytes at a time. What is looked for and how: ../q-grams.ts; it
;; has the same loops in JavaScript, which say what these must find. kernel.ts calls them:
;;
;;   lineEnds   text            -> places of newlines
;;   grams      text, bitmap    -> words whose gram the bitmap knows
;;   hits       words, tables   -> literals that are there, and where
;;   confirms   text, records   -> whether a line has what a subject requires besides (../confirmation.ts)
;;
;; None of the usual ways branches: in traffic whether a word is known is as good as a coin, and a
;; wrong guess of the processor costs as much as several words. A result is written always, and
;; the place for the next one moves on only when it was one:
;;
;;   words     Fail  ed p  assw  ord
;;   known      0     1     0     1
;;   list       .     b     b .   b d      a slot behind the list is always overwritten
;;
;; The text in the arena is a stretch of a block, byte for byte: a place in the block is an address
;; plus `delta`. It begins at $text or up to three bytes behind: words are where they are in the block.
;; 0x9e3779b1 is FACTOR of ../gram-table.ts, 0x20 folds the case.
(module
  (memory (export "memory") 25)

  ;; The arena. Each list has room for the worst: a newline at every byte, each word known.
  ;; All begin at multiples of 64.
  (global $bitmap (export "bitmap") i32 (i32.const 0)) ;; 2^21 bits
  (global $hashes i32 (i32.const 0x40000)) ;; four
  (global $text (export "text") i32 (i32.const 0x40040)) ;; 128 KiB and a vector
  (global $ends (export "ends") i32 (i32.const 0x60080)) ;; a place for each byte
  (global $grams i32 (i32.const 0xe00c0)) ;; an address for each word
  ;; Hits are as many as there is room for: $needles - $places, less one slot.
  (global $places (export "places") i32 (i32.const 0x100100))
  (global $needles (export "needles") i32 (i32.const 0x140100))
  (global $tables (export "tables") i32 (i32.const 0x180100))

  ;; Newlines from $text to before `end`, rounded up to a vector; how many.
  (func (export "lineEnds") (param $end i32) (param $delta i32) (result i32)
    (local $at i32) (local $out i32) (local $mask i32)
    (local.set $at (global.get $text))
    (local.set $out (global.get $ends))
    (loop $vector
      (local.set $mask
        (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 10)))))
      (i32.store (local.get $out)
        (i32.add (i32.add (local.get $at) (local.get $delta)) (i32.ctz (local.get $mask))))
      (local.set $out (i32.add (local.get $out) (i32.shl (i32.ne (local.get $mask) (i32.const 0)) (i32.const 2))))
      ;; Without its lowest bit: seldom is there another.
      (if (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
        (then
          (loop $another
            (i32.store (local.get $out)
              (i32.add (i32.add (local.get $at) (local.get $delta)) (i32.ctz (local.get $mask))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (br_if $another
              (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $vector (i32.lt_u (local.get $at) (local.get $end))))
    (i32.shr_u (i32.sub (local.get $out) (global.get $ends)) (i32.const 2)))

  ;; Addresses of the words from $text to before `end`, rounded up to a vector, that the bitmap
  ;; knows; where their list ends.
  (func (export "grams") (param $end i32) (param $shift i32) (result i32)
    (local $at i32) (local $out i32) (local $hash i32)
    (local.set $at (global.get $text))
    (local.set $out (global.get $grams))
    (loop $vector
      ;; The hashes go through memory: four loads cost less than taking four lanes out of a vector.
      (v128.store (global.get $hashes)
        (i32x4.shr_u
          (i32x4.mul
            (v128.or (v128.load (local.get $at)) (i8x16.splat (i32.const 0x20)))
            (i32x4.splat (i32.const 0x9e3779b1)))
          (local.get $shift)))
      ;; Four times the same: a hash's bit, as 0 or 4, which is what a slot has.
      (local.set $hash (i32.load (global.get $hashes)))
      (i32.store (local.get $out) (local.get $at))
      (local.set $out
        (i32.add (local.get $out)
          (i32.shl
            (i32.and
              (i32.shr_u
                (i32.load
                  (i32.add (global.get $bitmap) (i32.shl (i32.shr_u (local.get $hash) (i32.const 5)) (i32.const 2))))
                (local.get $hash))
              (i32.const 1))
            (i32.const 2))))
      (local.set $hash (i32.load offset=4 (global.get $hashes)))
      (i32.store (local.get $out) (i32.add (local.get $at) (i32.const 4)))
      (local.set $out
        (i32.add (local.get $out)
          (i32.shl
            (i32.and
              (i32.shr_u
                (i32.load
                  (i32.add (global.get $bitmap) (i32.shl (i32.shr_u (local.get $hash) (i32.const 5)) (i32.const 2))))
                (local.get $hash))
              (i32.const 1))
            (i32.const 2))))
      (local.set $hash (i32.load offset=8 (global.get $hashes)))
      (i32.store (local.get $out) (i32.add (local.get $at) (i32.const 8)))
      (local.set $out
        (i32.add (local.get $out)
          (i32.shl
            (i32.and
              (i32.shr_u
                (i32.load
                  (i32.add (global.get $bitmap) (i32.shl (i32.shr_u (local.get $hash) (i32.const 5)) (i32.const 2))))
                (local.get $hash))
              (i32.const 1))
            (i32.const 2))))
      (local.set $hash (i32.load offset=12 (global.get $hashes)))
      (i32.store (local.get $out) (i32.add (local.get $at) (i32.const 12)))
      (local.set $out
        (i32.add (local.get $out)
          (i32.shl
            (i32.and
              (i32.shr_u
                (i32.load
                  (i32.add (global.get $bitmap) (i32.shl (i32.shr_u (local.get $hash) (i32.const 5)) (i32.const 2))))
                (local.get $hash))
              (i32.const 1))
            (i32.const 2))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $vector (i32.lt_u (local.get $at) (local.get $end))))
    (local.get $out))

  ;; Literals at the words of the list that ends at `listed`, from `from` to before `to`; how many,
  ;; or -1 when there is no room for all. From `entries` on are those of the table; before them, from
  ;; $tables on, its buckets. ../gram-table.ts has a picture of an entry, of which each field has
  ;; four bytes: size 0, needle 4, back 8, start 12, end 16; from 32 on vectors of mask and value.
  (func (export "hits")
    (param $listed i32) (param $from i32) (param $to i32) (param $delta i32)
    (param $shift i32) (param $entries i32) (result i32)
    (local $gram i32) (local $at i32) (local $bucket i32) (local $entry i32) (local $next i32) (local $last i32)
    (local $out i32) (local $is i32)
    (local.set $gram (global.get $grams))
    (block $done
      (br_if $done (i32.ge_u (local.get $gram) (local.get $listed)))
      (loop $word
        (local.set $at (i32.load (local.get $gram)))
        (local.set $bucket
          (i32.add (global.get $tables)
            (i32.shl
              (i32.shr_u
                (i32.mul (i32.or (i32.load (local.get $at)) (i32.const 0x20202020)) (i32.const 0x9e3779b1))
                (local.get $shift))
              (i32.const 2))))
        (local.set $entry (i32.add (local.get $entries) (i32.load (local.get $bucket))))
        (local.set $last (i32.add (local.get $entries) (i32.load offset=4 (local.get $bucket))))
        (block $over
          (br_if $over (i32.ge_u (local.get $entry) (local.get $last)))
          (loop $one
            (if (i32.ge_u (local.get $out) (i32.sub (global.get $needles) (i32.add (global.get $places) (i32.const 4))))
              (then (return (i32.const -1))))
            ;; The first sixteen bytes are the literal's, and all of it is in the stretch.
            (local.set $is
              (i32.and
                (i32x4.all_true
                  (i32x4.eq
                    (v128.and
                      (v128.or
                        (v128.load (i32.add (local.get $at) (i32.load offset=8 (local.get $entry))))
                        (i8x16.splat (i32.const 0x20)))
                      (v128.load offset=32 (local.get $entry)))
                    (v128.load offset=48 (local.get $entry))))
                (i32.and
                  (i32.ge_s (i32.add (local.get $at) (i32.load offset=12 (local.get $entry))) (local.get $from))
                  (i32.le_s (i32.add (local.get $at) (i32.load offset=16 (local.get $entry))) (local.get $to)))))
            (local.set $next (i32.add (local.get $entry) (i32.load (local.get $entry))))
            (if (i32.and (local.get $is) (i32.gt_u (i32.sub (local.get $next) (local.get $entry)) (i32.const 64)))
              (then (local.set $is (call $goesOn (local.get $at) (local.get $entry) (local.get $next)))))
            (i32.store (i32.add (global.get $places) (local.get $out)) (i32.add (local.get $at) (local.get $delta)))
            (i32.store (i32.add (global.get $needles) (local.get $out)) (i32.load offset=4 (local.get $entry)))
            (local.set $out (i32.add (local.get $out) (i32.shl (local.get $is) (i32.const 2))))
            (br_if $one (i32.lt_u (local.tee $entry (local.get $next)) (local.get $last)))))
        (br_if $word
          (i32.lt_u (local.tee $gram (i32.add (local.get $gram) (i32.const 4))) (local.get $listed)))))
    (i32.shr_u (local.get $out) (i32.const 2)))

  ;; Whether the line from `from` to before `end` has a literal of each set of the record.
  (func (export "confirms") (param $record i32) (param $from i32) (param $end i32) (result i32)
    (local $sets i32) (local $next i32)
    (local.set $sets (i32.load (local.get $record)))
    (local.set $record (i32.add (local.get $record) (i32.const 4)))
    (block $confirmed
      (loop $set
        (br_if $confirmed (i32.eqz (local.get $sets)))
        (local.set $sets (i32.sub (local.get $sets) (i32.const 1)))
        (local.set $next (i32.add (local.get $record) (i32.shl (i32.load (local.get $record)) (i32.const 2))))
        (local.set $record (i32.add (local.get $record) (i32.const 4)))
        (block $found
          (loop $literal
            (if (i32.ge_u (local.get $record) (local.get $next)) (then (return (i32.const 0))))
            (br_if $found (call $has (local.get $record) (local.get $from) (local.get $end)))
            (local.set $record (i32.add (local.get $record) (i32.const 48)))
            (br $literal)))
        (local.set $record (local.get $next))
        (br $set)))
    (i32.const 1))

  ;; Whether the literal is in the line: 0 its length, 4 where its rarest byte stands, 8 that byte four
  ;; times, 16 mask and 32 value of its bytes. All vectors that are loaded begin in the line.
  (func $has (param $literal i32) (param $from i32) (param $end i32) (result i32)
    (local $rarest i32) (local $at i32) (local $last i32) (local $mask i32) (local $place i32)
    (local.set $rarest (i32.load offset=4 (local.get $literal)))
    (local.set $at (i32.add (local.get $from) (local.get $rarest)))
    (local.set $last
      (i32.add (i32.sub (local.get $end) (i32.load (local.get $literal))) (local.get $rarest)))
    (loop $vector
      (if (i32.gt_s (local.get $at) (local.get $last)) (then (return (i32.const 0))))
      (local.set $mask
        (i8x16.bitmask
          (i8x16.eq
            (v128.or (v128.load (local.get $at)) (i8x16.splat (i32.const 0x20)))
            (v128.load32_splat offset=8 (local.get $literal)))))
      (block $none
        (br_if $none (i32.eqz (local.get $mask)))
        (loop $one
          (local.set $place (i32.add (local.get $at) (i32.ctz (local.get $mask))))
          (if (i32.gt_s (local.get $place) (local.get $last)) (then (return (i32.const 0))))
          (if (i8x16.all_true
              (i8x16.eq
                (v128.and
                  (v128.or
                    (v128.load (i32.sub (local.get $place) (local.get $rarest)))
                    (i8x16.splat (i32.const 0x20)))
                  (v128.load offset=16 (local.get $literal)))
                (v128.load offset=32 (local.get $literal))))
            (then (return (i32.const 1))))
          (br_if $one
            (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1)))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br $vector))
    (i32.const 0))

  ;; Whether what the entry's literal has beyond sixteen bytes is there, too.
  (func $goesOn (param $at i32) (param $entry i32) (param $next i32) (result i32)
    (local.set $at (i32.add (local.get $at) (i32.load offset=8 (local.get $entry))))
    (local.set $entry (i32.add (local.get $entry) (i32.const 64)))
    (loop $vector
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (if (i32.eqz
          (i32x4.all_true
            (i32x4.eq
              (v128.and
                (v128.or (v128.load (local.get $at)) (i8x16.splat (i32.const 0x20)))
                (v128.load (local.get $entry)))
              (v128.load offset=16 (local.get $entry)))))
        (then (return (i32.const 0))))
      (br_if $vector (i32.lt_u (local.tee $entry (i32.add (local.get $entry) (i32.const 32))) (local.get $next))))
    (i32.const 1))
)
