;; Adds up rows of feature weights, eight 16-bit numbers at a time. A row has 24 weights: those of the 12 labels but
;; outside in the first pass, then in the second. Built into feature-sums.wasm: `npx -p wabt wat2wasm feature-sums.wat`.
;;
;; Memory: at 0 a filter of 2^19 bits, one for the highest 19 bits of each key; at 65536 the features, in slots of 32
;; bytes found by the key's lowest bits, the next slot where one is taken: 24 weights of 8 bits, key, 1 where used.
(module
  (import "chain" "memory" (memory 1))
  (global $mask (import "chain" "mask") i32)

  ;; Address of a feature's weights, or 0.
  (func $find (param $key i32) (result i32)
    (local $slot i32) (local $at i32)
    (if (i32.eqz (i32.and
          (i32.shr_u (i32.load8_u (i32.shr_u (local.get $key) (i32.const 16)))
            (i32.and (i32.shr_u (local.get $key) (i32.const 13)) (i32.const 7)))
          (i32.const 1)))
      (then (return (i32.const 0))))
    (local.set $slot (i32.and (local.get $key) (global.get $mask)))
    (loop $probe
      (local.set $at (i32.add (i32.shl (local.get $slot) (i32.const 5)) (i32.const 65536)))
      (if (i32.eqz (i32.load offset=28 (local.get $at))) (then (return (i32.const 0))))
      (if (i32.eq (i32.load offset=24 (local.get $at)) (local.get $key)) (then (return (local.get $at))))
      (local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 1)) (global.get $mask)))
      (br $probe))
    (unreachable))

  ;; To each of n rows of 16-bit sums from $to on adds: $rows rows of 16-bit weights, whose addresses stand first at
  ;; $list, and the weights of $keys features, whose keys stand behind those. The lists of the n stand one after another.
  (func (export "add") (param $n i32) (param $rows i32) (param $keys i32) (param $list i32) (param $to i32)
    (local $a v128) (local $b v128) (local $c v128) (local $at i32) (local $end i32)
    (block $done
      (loop $each
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $a (v128.load (local.get $to)))
        (local.set $b (v128.load offset=16 (local.get $to)))
        (local.set $c (v128.load offset=32 (local.get $to)))
        (local.set $end (i32.add (local.get $list) (i32.shl (local.get $rows) (i32.const 2))))
        (block $summed
          (loop $row
            (br_if $summed (i32.eq (local.get $list) (local.get $end)))
            (local.set $at (i32.load (local.get $list)))
            (local.set $a (i16x8.add (local.get $a) (v128.load (local.get $at))))
            (local.set $b (i16x8.add (local.get $b) (v128.load offset=16 (local.get $at))))
            (local.set $c (i16x8.add (local.get $c) (v128.load offset=32 (local.get $at))))
            (local.set $list (i32.add (local.get $list) (i32.const 4)))
            (br $row)))
        (local.set $end (i32.add (local.get $list) (i32.shl (local.get $keys) (i32.const 2))))
        (block $looked
          (loop $key
            (br_if $looked (i32.eq (local.get $list) (local.get $end)))
            (local.set $at (call $find (i32.load (local.get $list))))
            (if (local.get $at)
              (then
                (local.set $a (i16x8.add (local.get $a) (v128.load8x8_s (local.get $at))))
                (local.set $b (i16x8.add (local.get $b) (v128.load8x8_s offset=8 (local.get $at))))
                (local.set $c (i16x8.add (local.get $c) (v128.load8x8_s offset=16 (local.get $at))))))
            (local.set $list (i32.add (local.get $list) (i32.const 4)))
            (br $key)))
        (v128.store (local.get $to) (local.get $a))
        (v128.store offset=16 (local.get $to) (local.get $b))
        (v128.store offset=32 (local.get $to) (local.get $c))
        (local.set $to (i32.add (local.get $to) (i32.const 48)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $each)))))
